using System.Globalization;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Embeddings;

/// <summary>The commands as a person types them.</summary>
public sealed class EmbedNumericCommandTests
{
    private static readonly string[] Synth = ["data", "synth", "--instruments", "30", "--start", "2012-01-03", "--end", "2014-06-30", "--seed", "3"];

    [Fact]
    public void The_predecessors_command_lines_print_counts_of_all_five_models()
    {
        using var home = new ProgramHome();
        home.Run(Synth).Expect(0);
        var lines = home.Shell("prometheus script backfill_numeric_embeddings_comprehensive.py --as-of 2014-06-30 --temporal-snapshots 4 --window-days 63 --market US_EQ --skip-existing").Expect(0).Lines;
        Assert.Equal("model_id,entity_type,sessions,stored,written,without_vector", lines[0]);
        Assert.Equal(
            ["num-regime-core-v1", "num-stab-core-v1", "num-profile-core-v1", "num-scenario-core-v1", "num-portfolio-core-v1"],
            lines[1..].Select(l => l.Split(',')[0]));
        Assert.All(lines[1..], l => Assert.True(int.Parse(l.Split(',')[3], CultureInfo.InvariantCulture) > 0, l));
        var flat = home.Shell("prometheus script backfill_numeric_embeddings --as-of 2014-06-27 --limit 5 --offset 2").Expect(0).Lines[1];
        Assert.StartsWith("num-profile-core-v1@", flat, StringComparison.Ordinal);
        Assert.Equal("5", flat.Split(',')[4]);
        Assert.Equal(7, home.Run("embed", "show", "--format", "csv").Expect(0).Lines.Length);
        Assert.Contains("num-stab-core-v1", home.Run("embed", "numeric", "--model", "num-stab").Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("--end-date", home.Run("embed", "numeric", "--start-date", "2014-01-02").Expect(2).Error, StringComparison.Ordinal);
        home.Run("embed", "numeric", "--as-of", "2012-06-29").Expect(3);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void The_processors_vector_width_changes_no_byte(string switchedOff)
    {
        Assert.Equal(Digest(""), Digest(switchedOff));

        static string Digest(string variable)
        {
            using var home = new ProgramHome();
            home.Run(Synth).Expect(0);
            if (variable.Length > 0)
                home.With(variable, "0");
            home.Run("embed", "numeric", "--start-date", "2013-12-23", "--end-date", "2014-01-10").Expect(0);
            return home.Run("db", "digest", "--tables", "--format", "csv").Expect(0).Output;
        }
    }
}
