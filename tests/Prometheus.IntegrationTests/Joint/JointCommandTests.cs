using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>The seeds' commands on vectors written by hand: their columns, their answers, their refusals.</summary>
public sealed class JointCommandTests
{
    private static readonly DateOnly Day = new(2020, 1, 6);

    private static readonly (string Script, string Header)[] Shows =
    [
        ("show_joint_profiles", "as_of_date,issuer_id,instrument_id,model_id,dim,l2_norm"),
        ("show_joint_assessment_context", "as_of_date,instrument_id,issuer_id,region,model_id,dim,l2_norm"),
        ("show_joint_stab_fragility_states", "as_of_date,instrument_id,issuer_id,region,model_id,dim,l2_norm"),
        ("show_joint_stab_fragility_scenarios", "as_of_date,scenario_set_id,scenario_id,model_id,dim,l2_norm"),
        ("show_joint_portfolios", "as_of_date,portfolio_id,model_id,dim,l2_norm"),
        ("show_joint_meta_config_env", "as_of_date,run_id,strategy_id,universe_id,model_id,dim,l2_norm"),
        ("show_joint_regime_context", "as_of_date,region,episode_id,model_id,dim,l2_norm"),
        ("show_joint_regime_macro_context", "as_of_date,region,model_id,dim,l2_norm"),
        ("show_joint_episodes", "as_of_date,episode_id,label,region,start_date,end_date,model_id,dim,l2_norm"),
    ];

    [Fact]
    public void Show_commands_print_the_seeds_header_also_where_nothing_is_stored()
    {
        using var home = Planted();
        foreach (var (script, header) in Shows)
            Assert.Equal([header], home.Run("script", script, "--start", "1990-01-02", "--end", "1990-12-31").Expect(0).Lines);
        Assert.Contains("--as-of", home.Run("script", "show_joint_profiles", "--as-of", "2020-01-06", "--start", "2020-01-01").Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("--as-of", home.Run("script", "show_joint_episodes", "--as-of", "2020-01-06", "--date-range", "2020-01-01", "2020-01-02").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenarios_do_not_leak_into_states()
    {
        using var home = Planted();
        Assert.Equal(
            [Shows[2].Header, "2020-01-06,A.US,A,US,joint-stab-fragility-v1," + Width(JointSpaces.StabFragility) + ",1.000000"],
            home.Run("script", "show_joint_stab_fragility_states", "--as-of", "2020-01-06").Expect(0).Lines);
        Assert.Equal(4, home.Run("script", "show_joint_stab_fragility_scenarios", "--scenario-set-id", "S").Expect(0).Lines.Length);
    }

    [Fact]
    public void Neighbours_come_as_worked_out_by_hand()
    {
        using var home = Planted();
        Assert.Equal(
            [
                "cosine,euclidean,issuer_id,instrument_id,region,source",
                "0.750000,0.707107,B,B.US,US,numeric+behaviour+text",
                "0.000000,1.414214,C,C.US,EU,numeric",
            ],
            home.Run("script", "find_similar_profiles", "--issuer-id", "A", "--as-of", "2020-01-06").Expect(0).Lines);
        Assert.Equal(2, home.Run("script", "find_similar_profiles.py", "--issuer-id", "A", "--as-of", "2020-01-06", "--region", "EU").Expect(0).Lines.Length);
        Assert.Equal(
            [
                "cosine,euclidean,issuer_id,instrument_id,region,source,percentile,cosine_numeric,cosine_behaviour,cosine_text,coverage,model_id",
                "0.750000,0.707107,B,B.US,US,numeric+behaviour+text,1.000000,0.000000,1.000000,1.000000,1.000000,joint-profile-core-v1",
                "0.000000,1.414214,C,C.US,EU,numeric,0.500000,0.000000,,,0.250000,joint-profile-core-v1",
            ],
            home.Run("similar", "profiles", "--issuer-id", "A", "--as-of", "2020-01-06", "--columns", "all", "--format", "csv").Expect(0).Lines);

        string[] scenarios =
        [
            "cosine,euclidean,scenario_set_id,scenario_id,as_of_date,source",
            "1.000000,0.000000,S,1,2020-01-03,scenario",
            "0.000000,1.414214,S,0,2020-01-03,scenario",
            "0.000000,1.414214,T,1,2020-01-03,scenario",
            "-1.000000,2.000000,S,2,2020-01-03,scenario",
        ];
        Assert.Equal(scenarios, home.Run("script", "find_similar_stab_scenarios", "--instrument-id", "A.US", "--as-of", "2020-01-06").Expect(0).Lines);
        Assert.Equal(4, home.Run("script", "find_similar_stab_scenarios", "--instrument-id", "A.US", "--as-of", "2020-01-06", "--scenario-set-id", "S").Expect(0).Lines.Length);

        Assert.Equal(
            ["cosine,euclidean,instrument_id,issuer_id,region,source", "0.500000,1.000000,B.US,B,US,profile+regime"],
            home.Run("script", "find_similar_assessment_context", "--instrument-id", "A.US", "--as-of", "2020-01-06").Expect(0).Lines);

        Assert.Equal(
            ["cosine,euclidean,portfolio_id,source", "0.600000,0.894427,Q,numeric"],
            home.Run("script", "find_similar_portfolios", "--portfolio-id", "P", "--as-of", "2020-01-06").Expect(0).Lines);

        Assert.Equal(
            [
                "cosine,euclidean,episode_id,label,region,start_date,end_date,episode_as_of",
                "1.000000,0.000000,E1,\"One, the first\",US,2019-01-02,2019-02-01,2019-02-01",
                "0.500000,1.000000,E2,Two,US,2019-03-01,2019-04-01,2019-04-01",
            ],
            home.Run("script", "find_similar_episodes_to_regime", "--region", "US", "--as-of", "2020-01-06").Expect(0).Lines);
    }

    [Fact]
    public void A_missing_vector_is_named_with_the_nearest_date()
    {
        using var home = Planted();
        var missing = home.Run("script", "find_similar_profiles", "--issuer-id", "A", "--as-of", "2020-01-08").Expect(3);
        Assert.Contains("2020-01-06", missing.Error, StringComparison.Ordinal);
        Assert.Empty(missing.Output);
        Assert.Equal(3, home.Run("script", "find_similar_profiles", "--issuer-id", "A", "--as-of", "2020-01-08", "--asof-tolerance", "2").Expect(0).Lines.Length);
        home.Run("script", "find_similar_profiles", "--issuer-id", "A", "--as-of", "2020-01-05", "--asof-tolerance", "2").Expect(3);
        home.Run("script", "find_similar_profiles", "--issuer-id", "Z", "--as-of", "2020-01-06").Expect(3);
        home.Run("script", "find_similar_meta_runs", "--run-id", "0f0f").Expect(3);
        home.Run("joint", "profiles", "--as-of", "2020-01-06").Expect(3);
        home.Run("joint", "profiles").Expect(2);
        home.Run("joint", "episodes", "--episodes-file", "nowhere.json").Expect(2);
    }

    private static string Width(JointSpace space) => JointSpaces.WidthOf(space).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ProgramHome Planted()
    {
        var home = new ProgramHome();
        using var pair = Open(home);
        var historical = pair.Historical;
        float[] x = [1, 0], y = [0, 1];
        (string Set, string Id, float[] Phi)[] scenarios = [("S", "0", y), ("S", "1", x), ("S", "2", [-1, 0]), ("T", "1", y)];
        JointRows.Joint(
            historical,
            JointSpaces.Profile,
            "ISSUER:",
            ("ISSUER:A", Day, [x, x, x], """{"issuer_id":"A","instrument_id":"A.US","region":"US","source":"numeric+behaviour+text"}"""),
            ("ISSUER:B", Day, [y, x, x], """{"issuer_id":"B","instrument_id":"B.US","region":"US","source":"numeric+behaviour+text"}"""),
            ("ISSUER:C", Day, [y, null, null], """{"issuer_id":"C","instrument_id":"C.US","region":"EU","source":"numeric"}"""));
        JointRows.Joint(
            historical, JointSpaces.StabFragility, "INSTRUMENT:", ("INSTRUMENT:A.US", Day, [x, x], """{"entity_type":"INSTRUMENT","entity_id":"A.US","issuer_id":"A","region":"US","source":"stab+scenario"}"""));
        JointRows.Joint(
            historical,
            JointSpaces.StabFragility,
            "SCENARIO:",
            [.. scenarios.Select(s => ($"SCENARIO:{s.Set}:{s.Id}", new DateOnly(2020, 1, 3), (float[]?[])[null, s.Phi], $$"""{"entity_type":"SCENARIO","scenario_set_id":"{{s.Set}}","scenario_id":"{{s.Id}}","source":"scenario"}"""))]);
        JointRows.Joint(
            historical,
            JointSpaces.AssessmentContext,
            "INSTRUMENT:",
            ("INSTRUMENT:A.US", Day, [x, x, x, x], """{"entity_type":"INSTRUMENT","entity_id":"A.US","issuer_id":"A","region":"US","source":"profile+regime+stab+text"}"""),
            ("INSTRUMENT:B.US", Day, [x, y, null, null], """{"entity_type":"INSTRUMENT","entity_id":"B.US","issuer_id":"B","region":"US","source":"profile+regime"}"""));
        JointRows.Joint(
            historical,
            JointSpaces.Portfolio,
            "PORTFOLIO:",
            ("PORTFOLIO:live:P", Day, [x], """{"portfolio_id":"P","context":"live","source":"numeric"}"""),
            ("PORTFOLIO:live:Q", Day, [[3, 4]], """{"portfolio_id":"Q","context":"live","source":"numeric"}"""),
            ("PORTFOLIO:r1:P", Day, [x], """{"portfolio_id":"P","context":"r1","source":"numeric"}"""));
        JointRows.Joint(historical, JointSpaces.RegimeContext, "REGION:", ("REGION:US", Day, [x, x], """{"region":"US","source":"regime+news"}"""));
        JointRows.Joint(
            historical,
            JointSpaces.Episode,
            "EPISODE:",
            ("EPISODE:E1", new DateOnly(2019, 2, 1), [y, x, null, null, x, null], """{"episode_id":"E1","label":"One, the first","region":"US","start_date":"2019-01-02","end_date":"2019-02-01"}"""),
            ("EPISODE:E2", new DateOnly(2019, 4, 1), [x, y, x, x, x, x], """{"episode_id":"E2","label":"Two","region":"US","start_date":"2019-03-01","end_date":"2019-04-01"}"""),
            ("EPISODE:E3", new DateOnly(2020, 2, 3), [x, x, x, x, x, x], """{"episode_id":"E3","label":"Later","region":"US","start_date":"2020-01-02","end_date":"2020-02-03"}"""));
        return home;
    }

    private static DatabasePair Open(ProgramHome home)
    {
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, home.Settings);
            Migrator.Migrate(database);
        }

        return new DatabasePair(home.Settings);
    }
}
