using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text;
using Prometheus.Core.Numerics;
using Prometheus.Encoders.Text;
using Prometheus.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Encoders.Text;

/// <summary>
/// Real headlines and posts: of the ten texts nearest to one from a day after the fit, how many are about the same company? Texts of the same day
/// and near duplicates do not count as neighbours. Two means: over texts, where a company counts as often as it is written about, and over
/// companies, each of which counts once.
/// </summary>
public sealed class TextHitTests(ITestOutputHelper output)
{
    private const int Neighbours = 10;
    private const int Permutations = 20;
    private const float NearDuplicate = 0.98f;

    /// <summary>Set to have the table of the documentation made: a whole fit, every text asked about, and once more with names masked.</summary>
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("PROMETHEUS_STUDY_TEXTS") is not null;

    [SharedDataFact]
    public void Neighbours_on_days_after_the_fit_are_about_the_same_company()
    {
        output.WriteLine("| corpus | fitted on | held out | encoder | hit@10 | permuted | ratio | mean of companies | permuted | ratio |" + (IsWhole ? " ratio, 60 a company | masked | masked, companies |" : ""));
        var news = Read(["news", "headlines_2012_2020.csv.gz"], 0, 4, 5);
        var tweets = Read(["stocknet", "tweets_2014_2015.csv.gz"], 0, 1, 2);
        var names = Names();
        foreach (var rates in new[] { Line("headlines", news, new DateOnly(2018, 1, 1), 1, names), Line("posts", tweets, new DateOnly(2015, 1, 1), IsWhole ? 1 : 16, names) })
        {
            Assert.True(rates.Ratio >= 5, $"{rates}");
            Assert.True(rates.CompanyRatio >= 5, $"{rates}");
        }
    }

    /// <summary>Prints the built-in encoder and its baseline; returns the encoder's rates. Every n-th text is asked about, all are neighbours.</summary>
    private Rates Line(string corpus, List<Item> items, DateOnly cut, int stride, Dictionary<string, string> names)
    {
        var options = TextOptions.Default with { MaximumDocuments = IsWhole ? TextOptions.Default.MaximumDocuments : 2000 };
        var training = items.Where(i => i.Date < cut).ToArray();
        var held = items.Where(i => i.Date >= cut).DistinctBy(i => i.Text).ToArray();
        var hidden = held.Select(i => i with { Text = Mask(i, names) }).ToArray();
        var fit = Fit(training, cut, options);
        var hiddenFit = IsWhole ? Fit(training.Select(i => i with { Text = Mask(i, names) }).ToArray(), cut, options) : fit;
        var builtIn = Print(corpus, fit, "built-in", held, hidden, stride, text => Encoded(fit, text), text => Encoded(hiddenFit, text));
        Print(corpus, fit, "hashed word counts", held, hidden, stride, Counted, Counted);
        return builtIn;
    }

    private Rates Print(string corpus, TextFit fit, string encoder, Item[] held, Item[] hidden, int stride, Func<string, float[]> encode, Func<string, float[]> encodeHidden)
    {
        var vectors = Vectors(held, encode);
        var rates = Hits(held, vectors, stride);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {corpus} | {fit.TrainingDocuments:N0} | {held.Length:N0} | {encoder} | {rates.Hit:P1} | {rates.Permuted:P1} | {rates.Ratio:F1} | {rates.CompanyHit:P1} | {rates.CompanyPermuted:P1} | {rates.CompanyRatio:F1} |");
        if (IsWhole)
        {
            var few = Few(held, 60);
            var capped = Hits([.. few.Select(i => held[i])], [.. few.Select(i => vectors[i])], 1);
            var masked = Hits(held, Vectors(hidden, encodeHidden), stride);
            line += string.Create(CultureInfo.InvariantCulture, $" {capped.Ratio:F1} | {masked.Ratio:F1} | {masked.CompanyRatio:F1} |");
        }

        output.WriteLine(line);
        return rates;
    }

    private static TextFit Fit(Item[] items, DateOnly cut, TextOptions options)
    {
        var documents = items.Select(i => new TextDocument("", i.Date, i.Text, "", i.Text)).ToArray();
        return TextFit.Fit(TextFits.TrainingDocuments(documents, cut, options).ConvertAll(d => d.Title), cut, options, Environment.ProcessorCount);
    }

    private static float[][] Vectors(Item[] items, Func<string, float[]> encode)
    {
        var vectors = new float[items.Length][];
        Parallel.For(0, items.Length, i => vectors[i] = encode(items[i].Text));
        return vectors;
    }

    /// <summary>At most so many texts a company, at even strides.</summary>
    private static int[] Few(Item[] items, int most)
        => Enumerable.Range(0, items.Length).GroupBy(i => items[i].Symbol, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.ToArray() is var all && (all.Length + most - 1) / most is var stride ? all.Where((_, i) => i % stride == 0) : []).ToArray();

    private static Rates Hits(Item[] items, float[][] vectors, int stride)
    {
        var labels = items.Select(i => i.Symbol).ToArray();
        var asked = Enumerable.Range(0, items.Length).Where(i => i % stride == 0).ToArray();
        var nearest = new int[asked.Length][];
        Parallel.For(0, asked.Length, i => nearest[i] = Nearest(items, vectors, asked[i]));
        (double All, double Companies) Share(string[] of)
        {
            var shares = nearest.Select((list, i) => (Label: of[asked[i]], Share: list.Average(j => of[asked[i]] == of[j] ? 1.0 : 0))).ToArray();
            return (shares.Average(s => s.Share), shares.GroupBy(s => s.Label, StringComparer.Ordinal).Average(g => g.Average(s => s.Share)));
        }

        var hit = Share(labels);
        var permuted = Enumerable.Range(0, Permutations).Select(p => Share(Permuted(labels, p))).ToArray();
        return new Rates(hit.All, permuted.Average(p => p.All), hit.Companies, permuted.Average(p => p.Companies));
    }

    private static string[] Permuted(string[] labels, int number)
    {
        var random = new RandomStream("text-hits", number.ToString(CultureInfo.InvariantCulture));
        var permuted = labels.ToArray();
        for (var i = permuted.Length - 1; i > 0; i--)
        {
            var other = random.NextInt(i + 1);
            (permuted[i], permuted[other]) = (permuted[other], permuted[i]);
        }

        return permuted;
    }

    /// <summary>Equal cosines: the earlier text first.</summary>
    private static int[] Nearest(Item[] items, float[][] vectors, int query)
    {
        var (found, cosines, count) = (new int[Neighbours], new float[Neighbours], 0);
        for (var j = 0; j < items.Length; j++)
        {
            if (items[j].Date == items[query].Date || Dot(vectors[query], vectors[j]) is var cosine && (cosine >= NearDuplicate || (count == Neighbours && cosine <= cosines[^1])))
                continue;
            var at = count = Math.Min(count + 1, Neighbours);
            for (at--; at > 0 && cosines[at - 1] < cosine; at--)
                (found[at], cosines[at]) = (found[at - 1], cosines[at - 1]);
            (found[at], cosines[at]) = (j, cosine);
        }

        return found[..count];
    }

    private static float Dot(float[] a, float[] b)
    {
        var sum = Vector<float>.Zero;
        for (var k = 0; k <= a.Length - Vector<float>.Count; k += Vector<float>.Count)
            sum += new Vector<float>(a, k) * new Vector<float>(b, k);
        return Vector.Sum(sum);
    }

    private static float[] Encoded(TextFit fit, string text)
    {
        var vector = new double[fit.Dimensions];
        fit.Encode(text, vector);
        return Array.ConvertAll(vector, v => (float)v);
    }

    /// <summary>The baseline: every word counts alike, its hash says where. No weights, no training.</summary>
    private static float[] Counted(string text)
    {
        var vector = new float[384];
        foreach (var token in Tokenizer.Words(text))
        {
            var hash = 17u;
            foreach (var letter in Tokenizer.Normalise(text.AsSpan(token.Start, token.Length)))
                hash = unchecked((hash ^ letter) * 16777619u);
            vector[hash % 384] += (hash >> 20 & 1) == 0 ? 1 : -1;
        }

        var length = MathF.Sqrt(vector.Sum(v => v * v));
        return length > 0 ? Array.ConvertAll(vector, v => v / length) : vector;
    }

    /// <summary>Takes the company's own ticker and the words of its name out of a text, also where they begin a longer word.</summary>
    private static string Mask(Item item, Dictionary<string, string> names)
    {
        var own = Tokenizer.Words(names.GetValueOrDefault(item.Symbol, "")) is var words && names.GetValueOrDefault(item.Symbol, "") is var name
            ? words.Select(w => Tokenizer.Normalise(name.AsSpan(w.Start, w.Length))).Where(w => w.Length > 1).Append(item.Symbol.ToLowerInvariant()).ToArray()
            : [];
        var text = new StringBuilder();
        foreach (var token in Tokenizer.Words(item.Text))
        {
            var word = Tokenizer.Normalise(item.Text.AsSpan(token.Start, token.Length));
            if (!Array.Exists(own, o => word == o || (o.Length > 3 && word.StartsWith(o, StringComparison.Ordinal))))
                text.Append(word).Append(' ');
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(SharedData.PathOf("stocknet", "stocks.csv")).Skip(1))
            names[Split(line)[0]] = Split(line)[1];
        foreach (var fields in Lines(["news", "headlines_2012_2020.csv.gz"]).Where(f => f.Count > 1))
            names[fields[0]] = fields[1];
        return names;
    }

    private static List<Item> Read(string[] path, int symbol, int date, int text)
        => Lines(path).Where(f => f.Count > text && DateOnly.TryParseExact(f[date].AsSpan(0, Math.Min(10, f[date].Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .Select(f => new Item(f[symbol], DateOnly.ParseExact(f[date].AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture), f[text])).OrderBy(i => i.Date).ToList();

    private static IEnumerable<List<string>> Lines(string[] path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf(path)), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return Split(line);
    }

    private static List<string> Split(string line)
    {
        var (fields, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    private sealed record Rates(double Hit, double Permuted, double CompanyHit, double CompanyPermuted)
    {
        public double Ratio => Hit / Permuted;

        public double CompanyRatio => CompanyHit / CompanyPermuted;
    }

    private sealed record Item(string Symbol, DateOnly Date, string Text);
}
