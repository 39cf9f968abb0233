using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Prometheus.Sources.Synthetic;
using Prometheus.Testing.Markets;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Embeddings.Numeric;

/// <summary>What the vectors are worth (sheet A §6.11): they hold more of what comes than the raw window, know sectors, and the five differ.</summary>
public sealed class EncoderValueTests(ITestOutputHelper output)
{
    private const int Horizon = 21;
    private const int Spacing = 2 * Horizon;

    private static readonly Lazy<(Market Market, MarketEntities Entities)> World = new(() =>
    {
        var market = SyntheticPanels.Make(new SyntheticMarketOptions { Instruments = 120, Start = new DateOnly(2012, 1, 3), End = new DateOnly(2019, 12, 31), Seed = 5 });
        return (market, MarketEntities.Of(market));
    });

    [Fact]
    public void A_linear_reader_of_the_vectors_beats_one_of_the_raw_window()
    {
        var (market, entities) = World.Value;
        AllBeatTheRawWindow(market, entities, output);
    }

    /// <summary>Prints what everything is worth and asserts that every model, save the one named, beats the raw window on both numbers.</summary>
    internal static void AllBeatTheRawWindow(Market market, MarketEntities entities, ITestOutputHelper output, NumericModel? save = null)
    {
        var flat = Worth(market, entities, NumericModel.Stability, NumericOptions.Default with { Encoder = NumericEncoder.Flat });
        output.WriteLine(FormattableString.Invariant($"flat: volatility R² {flat.RSquared:F3}, fall AUC {flat.Auc:F3}"));
        var past = WorthOfPastVolatility(market, entities);
        output.WriteLine(FormattableString.Invariant($"past volatility: volatility R² {past.RSquared:F3}, fall AUC {past.Auc:F3}"));
        foreach (var model in NumericModels.All)
        {
            var fitted = Worth(market, entities, model, NumericOptions.Default);
            output.WriteLine(FormattableString.Invariant($"{model}: volatility R² {fitted.RSquared:F3}, fall AUC {fitted.Auc:F3}"));
            if (model == save)
                continue;
            Assert.True(fitted.RSquared > flat.RSquared, $"{model} R² {fitted.RSquared:F3}, flat {flat.RSquared:F3}");
            Assert.True(fitted.Auc > flat.Auc, $"{model} AUC {fitted.Auc:F3}, flat {flat.Auc:F3}");
        }
    }

    [Fact]
    public void Neighbours_by_profile_are_of_the_same_sector()
    {
        var (market, entities) = World.Value;
        var (share, chance) = SameSector(market, entities);
        output.WriteLine(FormattableString.Invariant($"{share:F3} of neighbours, chance {chance:F3}"));
        Assert.True(share > 3 * chance, $"{share:F3} of neighbours share the sector, by chance {chance:F3}");
    }

    [Fact]
    public void No_two_models_say_the_same()
    {
        var (market, entities) = World.Value;
        foreach (var (models, cka) in Alignments(market, entities))
        {
            output.WriteLine(FormattableString.Invariant($"{models} CKA {cka:F3}"));
            Assert.True(cka < 0.95, $"{models}: CKA {cka:F3}");
        }
    }

    /// <summary>Every two models on twenty sessions, two months apart, the last one included.</summary>
    internal static IEnumerable<(string Models, double Cka)> Alignments(Market market, MarketEntities entities)
    {
        var sessions = Enumerable.Range(0, 20).Select(k => market.Sessions.Count - 1 - (k * Spacing)).ToArray();
        var rows = NumericModels.All.Select(model =>
        {
            var state = NumericEngine.Fit(entities, model, NumericOptions.Default, 2);
            return sessions.SelectMany(t => VectorsOn(state, entities.Instruments, t, entities.Names).Select(v => v.Vector)).ToArray();
        }).ToArray();
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b < a; b++)
                yield return ($"{NumericModels.All[a]} {NumericModels.All[b]}", Alignment(rows[a], rows[b]));
        }
    }

    /// <summary>Of the five nearest names on the last session, the share in the same sector, and what chance would give.</summary>
    internal static (double Share, double Chance) SameSector(Market market, MarketEntities entities)
    {
        var session = market.Sessions.Count - 1;
        var block = NumericEngine.Encode(NumericEngine.Fit(entities, NumericModel.Profile, NumericOptions.Default, 2), entities.Instruments, session, session + 1, 2);
        var names = entities.Names.Where(i => block.Has(session, i) && market.Sectors.Codes[session, i] != CodePanel.None).ToArray();
        var (hits, chance) = (0, 0.0);
        foreach (var i in names)
        {
            var near = names.Where(j => j != i).OrderByDescending(j => Dot(block.Vector(session, i), block.Vector(session, j))).ThenBy(j => j).Take(5);
            hits += near.Count(j => market.Sectors.Codes[session, j] == market.Sectors.Codes[session, i]);
            chance += names.Count(j => j != i && market.Sectors.Codes[session, j] == market.Sectors.Codes[session, i]) / (double)(names.Length - 1) / names.Length;
        }

        return (hits / (5.0 * names.Length), chance);
    }

    internal static (double RSquared, double Auc) Worth(Market market, MarketEntities entities, NumericModel model, NumericOptions options)
    {
        var state = NumericEngine.Fit(entities, model, options, 2);
        return Worth(market, t => VectorsOn(state, entities.Instruments, t, entities.Names));
    }

    /// <summary>What two numbers are worth: the logarithm of a name's volatility over the last 21 and the last 63 sessions.</summary>
    internal static (double RSquared, double Auc) WorthOfPastVolatility(Market market, MarketEntities entities)
    {
        return Worth(market, t => entities.Names.Select(i => (Name: i, Vector: new[] { Past(i, t, 21), Past(i, t, 63) }))
            .Where(v => v.Vector.All(float.IsFinite)).ToArray());

        float Past(int name, int session, int length)
            => (float)Math.Log(Math.Sqrt(Enumerable.Range(session - length + 1, length).Average(t => Math.Pow(market.TotalReturns.Log[t, name], 2))));
    }

    /// <summary>Out of sample: the first 60 % of months to learn from, the last 35 % to judge by. 0 stands for an R² below 0.</summary>
    private static (double RSquared, double Auc) Worth(Market market, Func<int, (int Name, float[] Vector)[]> vectorsOn)
    {
        var months = Enumerable.Range(0, (market.Sessions.Count - 254 - Horizon) / Spacing).Select(k => 254 + (k * Spacing)).ToArray();
        var (train, test) = (Months(months[..(months.Length * 60 / 100)]), Months(months[(months.Length * 65 / 100)..]));
        var (volatility, fall) = (0.0, 0.0);

        // The penalty is the reader's to choose; each encoder gets the one that suits it best.
        foreach (var ridge in new[] { 0.01, 0.3 })
        {
            volatility = Math.Max(volatility, LinearProbe.Fit(train.Rows, train.Volatility, ridge).RSquared(test.Rows, test.Volatility));
            fall = Math.Max(fall, LinearProbe.Fit(train.Rows, train.Fell, ridge).Auc(test.Rows, test.Fell));
        }

        return (volatility, fall);

        (List<float[]> Rows, List<double> Volatility, List<double> Fell) Months(int[] sessions)
        {
            var (rows, later, fell) = (new List<float[]>(), new List<double>(), new List<double>());
            foreach (var t in sessions)
            {
                foreach (var (name, vector) in vectorsOn(t))
                {
                    if (Outcome(market, name, t) is not { } outcome)
                        continue;
                    rows.Add(vector);
                    later.Add(outcome.LogVolatility);
                    fell.Add(outcome.Drawdown > 0.1 ? 1 : 0);
                }
            }

            return (rows, later, fell);
        }
    }

    private static (double LogVolatility, double Drawdown)? Outcome(Market market, int name, int session)
    {
        var (squares, level, peak, fall) = (0.0, 0.0, 0.0, 0.0);
        for (var t = session + 1; t <= session + Horizon; t++)
        {
            var r = market.TotalReturns.Log[t, name];
            if (!double.IsFinite(r))
                return null;
            squares += r * r;
            level += r;
            peak = Math.Max(peak, level);
            fall = Math.Max(fall, peak - level);
        }

        return squares > 0 ? (Math.Log(Math.Sqrt(squares / Horizon)), fall) : null;
    }

    private static (int Name, float[] Vector)[] VectorsOn(NumericState state, EntitySeries series, int session, int[] names)
    {
        var block = NumericEngine.Encode(state, series, session, session + 1, 2);
        return names.Where(i => block.Has(session, i)).Select(i => (i, block.Vector(session, i).ToArray())).ToArray();
    }

    /// <summary>Linear centred kernel alignment (Kornblith et al. 2019): ‖XᵀY‖² / (‖XᵀX‖·‖YᵀY‖) of centred rows.</summary>
    private static double Alignment(float[][] x, float[][] y)
    {
        var (a, b) = (Centred(x), Centred(y));
        return Product(a, b) / Math.Sqrt(Product(a, a) * Product(b, b));
    }

    private static double Product(double[][] a, double[][] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a[0].Length; i++)
        {
            for (var j = 0; j < b[0].Length; j++)
            {
                var cell = 0.0;
                for (var r = 0; r < a.Length; r++)
                    cell += a[r][i] * b[r][j];
                sum += cell * cell;
            }
        }

        return sum;
    }

    private static double[][] Centred(float[][] rows)
    {
        var mean = Enumerable.Range(0, rows[0].Length).Select(k => rows.Average(r => (double)r[k])).ToArray();
        return [.. rows.Select(r => r.Select((v, k) => v - mean[k]).ToArray())];
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += (double)a[k] * b[k];
        return sum;
    }
}
