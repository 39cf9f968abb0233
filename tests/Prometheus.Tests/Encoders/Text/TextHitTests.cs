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
/// and near duplicates do not count as neighbours.
/// </summary>
public sealed class TextHitTests(ITestOutputHelper output)
{
    private const int Neighbours = 10;
    private const int Permutations = 20;
    private const double NearDuplicate = 0.98;
    private static readonly (double Hit, double Permuted) None = (double.NaN, double.NaN);

    /// <summary>Set to have the table of the documentation made: more posts, and every fit once more with names masked.</summary>
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("PROMETHEUS_STUDY_TEXTS") is not null;

    [SharedDataFact]
    public void Neighbours_on_days_after_the_fit_are_about_the_same_company()
    {
        output.WriteLine("| corpus | fitted on | held out | encoder | hit@10 | permuted labels | ratio |" + (IsWhole ? " names masked | permuted | ratio |" : ""));
        var news = Read(["news", "headlines_2012_2020.csv.gz"], 0, 4, 5);
        var tweets = Read(["stocknet", "tweets_2014_2015.csv.gz"], 0, 1, 2);
        var names = Names();
        Assert.True(Line("headlines", news, new DateOnly(2018, 1, 1), 60, names) >= 5);
        Assert.True(Line("posts", tweets, new DateOnly(2015, 1, 1), IsWhole ? 60 : 25, names) >= 5);
    }

    /// <summary>Prints the built-in encoder and its baseline; returns the encoder's ratio to permuted labels.</summary>
    private double Line(string corpus, List<Item> items, DateOnly cut, int most, Dictionary<string, string> names)
    {
        var options = TextOptions.Default with { MaximumDocuments = IsWhole ? TextOptions.Default.MaximumDocuments : 1500 };
        var training = items.Where(i => i.Date < cut).ToArray();
        var held = Sample(items.Where(i => i.Date >= cut).DistinctBy(i => i.Text).ToArray(), most);
        var fit = Fit(training, cut, options);
        var plain = Hits(held, [.. held.Select(i => Encoded(fit, i.Text))]);
        var counted = Hits(held, [.. held.Select(i => Counted(i.Text))]);
        var (hidden, hiddenCounted) = IsWhole ? Masked(training, held, cut, options, names) : (None, None);
        Print(corpus, fit, held.Length, "built-in", plain, hidden);
        Print(corpus, fit, held.Length, "hashed word counts", counted, hiddenCounted);
        return plain.Hit / plain.Permuted;
    }

    private static ((double Hit, double Permuted) BuiltIn, (double Hit, double Permuted) Counted) Masked(
        Item[] training, Item[] held, DateOnly cut, TextOptions options, Dictionary<string, string> names)
    {
        var masked = new[] { training, held }.Select(list => list.Select(i => i with { Text = Mask(i, names) }).ToArray()).ToArray();
        var fit = Fit(masked[0], cut, options);
        return (Hits(held, [.. masked[1].Select(i => Encoded(fit, i.Text))]), Hits(held, [.. masked[1].Select(i => Counted(i.Text))]));
    }

    private void Print(string corpus, TextFit fit, int held, string encoder, (double Hit, double Permuted) plain, (double Hit, double Permuted) masked)
        => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {corpus} | {fit.TrainingDocuments:N0} | {held:N0} | {encoder} | {plain.Hit:P1} | {plain.Permuted:P1} | {plain.Hit / plain.Permuted:F1} |") + (IsWhole
                ? string.Create(CultureInfo.InvariantCulture, $" {masked.Hit:P1} | {masked.Permuted:P1} | {masked.Hit / masked.Permuted:F1} |")
                : ""));

    private static TextFit Fit(Item[] items, DateOnly cut, TextOptions options)
    {
        var documents = items.Select(i => new TextDocument("", i.Date, i.Text, "", i.Text)).ToArray();
        return TextFit.Fit(TextFits.TrainingDocuments(documents, cut, options).ConvertAll(d => d.Title), cut, options, Environment.ProcessorCount);
    }

    /// <summary>At most so many texts a company, at even strides.</summary>
    private static Item[] Sample(Item[] items, int most)
        => items.GroupBy(i => i.Symbol, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.ToArray() is var all && (all.Length + most - 1) / most is var stride ? all.Where((_, i) => i % stride == 0) : []).ToArray();

    private static (double Hit, double Permuted) Hits(Item[] items, float[][] vectors)
    {
        var labels = items.Select(i => i.Symbol).ToArray();
        var nearest = new int[items.Length][];
        Parallel.For(0, items.Length, i => nearest[i] = Nearest(items, vectors, i));
        double Share(string[] of) => nearest.SelectMany((list, i) => list.Select(j => of[i] == of[j] ? 1.0 : 0)).Average();
        return (Share(labels), Enumerable.Range(0, Permutations).Average(p => Share(Permuted(labels, p))));
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

    private static int[] Nearest(Item[] items, float[][] vectors, int query)
        => Enumerable.Range(0, items.Length).Where(j => items[j].Date != items[query].Date)
            .Select(j => (Index: j, Cosine: Dot(vectors[query], vectors[j]))).Where(p => p.Cosine < NearDuplicate)
            .OrderByDescending(p => p.Cosine).ThenBy(p => p.Index).Take(Neighbours).Select(p => p.Index).ToArray();

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

    private sealed record Item(string Symbol, DateOnly Date, string Text);
}
