using System.Collections.Concurrent;
using System.Globalization;
using Prometheus.Databases;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>
/// The leak gate: artefacts drawn at random on random dates T are recomputed, by the same commands, from a store without any derived row and without
/// any fact known after T. Each comes out bit for bit as it was.
/// </summary>
public sealed class LeakGateTests(LeakGate gate, ITestOutputHelper output) : IClassFixture<LeakGate>
{
    /// <summary>More dates than usual, for a long run.</summary>
    private const string Study = "PROMETHEUS_STUDY_LEAK_DATES";

    private const int Artefacts = 200;

    [Fact]
    public void Every_table_is_cut_drawn_from_or_left_out_with_a_reason()
    {
        var known = FutureRows.Tables.Concat(DerivedTable.All.Select(t => t.Name)).Concat(DerivedTable.Undrawn.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var database in Enum.GetValues<LogicalDatabase>())
            Assert.All(TableCatalog.Read(gate.Full.Databases[database]), t => Assert.Contains(t.Name, known));
    }

    [Fact]
    public void Drawn_artefacts_are_recomputed_to_the_bit_from_what_was_known_then()
    {
        var (drawn, deleted) = (new ConcurrentBag<Drawn>(), new ConcurrentBag<Dictionary<string, int>>());
        Parallel.ForEach(Ts(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, t =>
        {
            var sets = gate.Artefacts.LastUntil(t).ToArray();
            var recomputed = gate.Recompute(t, sets, databases => deleted.Add(FutureRows.Delete(databases, t)));
            foreach (var draw in Draw(t, sets, recomputed))
                drawn.Add(draw);
        });

        output.WriteLine(
            $"{drawn.Count} artefacts of {drawn.Select(d => d.Set.Kind).Distinct(StringComparer.Ordinal).Count()} kinds, T {string.Join(", ", drawn.Select(d => d.T).Distinct().Order().Select(WholeMarket.Text))}");
        foreach (var kind in drawn.GroupBy(d => d.Set.Kind, StringComparer.Ordinal).OrderBy(k => k.Key, StringComparer.Ordinal))
            output.WriteLine($"{kind.Count(d => d.Found)} of {kind.Count()} {kind.Key}");
        Assert.True(drawn.Count >= Artefacts, $"only {drawn.Count} artefacts were drawn");
        Assert.Empty(drawn.Where(d => !d.Found).Select(d => $"T {d.T:O}, of {d.Set.Date:O}: {Short(d.Line)}").Order(StringComparer.Ordinal));
        Assert.All(FutureRows.Tables, table => Assert.True(deleted.Max(d => d[table]) > 0, $"no row of {table} becomes known after any T"));
        Assert.All(DerivedTable.All.Select(t => t.Name).Concat(WholeChain.Files), name => Assert.Contains(drawn, d => d.Set.Kind.Split(' ')[0] == name));
    }

    /// <summary>Not only what is drawn: every row of every table, where later names bring sectors of their own and the commands went on to a later date.</summary>
    [Fact]
    public void No_row_until_t_changes_where_names_of_new_sectors_list_later_and_ranges_end_later()
    {
        // The last session of a run has rows of its own, so that the day before it is the last that is compared.
        var (end, t) = (WholeMarket.BeforeNewcomers, WholeMarket.BeforeNewcomers.AddDays(-1));
        var before = gate.Recompute(end, databases => FutureRows.Delete(databases, end), artefacts => artefacts.Until(t));
        var after = gate.Artefacts.Until(t);

        string[] different = [.. before.Except(after).Concat(after.Except(before)).GroupBy(r => r.Kind, StringComparer.Ordinal)
            .OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key}: {k.Count()} lines, the first of {k.Min(r => r.Date):O}")];
        output.WriteLine($"{before.Count} rows of {before.Select(r => r.Kind).Distinct(StringComparer.Ordinal).Count()} kinds until {t:O}");
        output.WriteLine(string.Join('\n', different));
        Assert.Empty(different);
    }

    /// <summary>The proof can fail: the future stays, and a close, some headlines and the revenues of the past are other ones.</summary>
    [Fact]
    public void An_artefact_differs_where_the_past_was_another()
    {
        var t = WholeMarket.Early.AddDays(6);
        var sets = gate.Artefacts.LastUntil(t).ToArray();
        var recomputed = gate.Recompute(t, sets, WholeMarket.ChangePast);

        string[] changed = [.. sets.Where((s, k) => !s.Lines.All(recomputed[k].Contains)).Select(s => s.Kind)];
        output.WriteLine($"{changed.Length} of {sets.Length} kinds differ");
        Assert.All(
            new[]
            {
                "volatility_daily", "instrument_factors_daily", "stability_vectors INSTRUMENT basic-price-stab-v1", "stab_risk.csv", "profiles",
                "numeric_window_embeddings num-stab-core-v1 INSTRUMENT", "numeric_window_embeddings num-profile-core-v1 ISSUER",
                "text_embeddings text-fin-general-v1 NEWS", "text_embeddings text-fin-general-v1 NEWS_ISSUER_DAY",
                "joint_embeddings PROFILE_CORE_V0", "joint_embeddings STAB_FRAGILITY_V0", "joint_embeddings ASSESSMENT_CTX_V0",
                "instrument_scores assessment-basic-v1", "universe_members S_UNIVERSE_21", "target_portfolios BOOK", "backtest_daily_equity", "portfolio_risk_reports BOOK",
            },
            kind => Assert.Contains(kind, changed));
    }

    private static DateOnly[] Ts()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable(Study) ?? "4", CultureInfo.InvariantCulture);
        var sessions = WholeMarket.Sessions(WholeMarket.Early.AddDays(1), WholeMarket.Last.AddDays(-1));
        new Random(200).Shuffle(sessions);
        return [.. sessions.Take(count)];
    }

    /// <summary>One artefact of every kind.</summary>
    private static IEnumerable<Drawn> Draw(DateOnly t, ArtefactSet[] sets, HashSet<string>[] recomputed)
    {
        var random = new Random(t.DayNumber);
        for (var s = 0; s < sets.Length; s++)
        {
            var line = sets[s].Lines[random.Next(sets[s].Lines.Length)];
            yield return new Drawn(t, sets[s], line, recomputed[s].Contains(line));
        }
    }

    private static string Short(string line) => line.Length <= 400 ? line : line[..400] + "…";

    private sealed record Drawn(DateOnly T, ArtefactSet Set, string Line, bool Found);
}
