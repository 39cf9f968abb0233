using System.Globalization;
using Prometheus.Core.Numerics;
using Prometheus.Encoders.Text;

namespace Prometheus.Testing.Texts;

/// <summary>Made-up news: topics with words of their own, told in sentences of a seeded stream.</summary>
public static class TextWorld
{
    private static readonly string[][] Topics =
    [
        ["crude", "barrel", "refinery", "drilling", "pipeline", "opec", "rig"],
        ["vaccine", "trial", "patients", "approval", "dosage", "oncology", "clinic"],
        ["chip", "wafer", "foundry", "silicon", "processor", "memory", "server"],
        ["deposit", "mortgage", "lending", "branch", "credit", "loans", "interest"],
        ["airline", "passenger", "flight", "airport", "fleet", "route", "crew"],
    ];

    private static readonly string[] Common = ["strong", "weak", "guidance", "raises", "cuts", "demand", "analyst", "outlook", "profit", "forecast"];

    /// <summary>One document a day from 2019 on.</summary>
    public static TextDocument[] Documents(int count, string seed = "text-world")
    {
        var random = new RandomStream(seed);
        return Enumerable.Range(0, count).Select(i =>
        {
            var topic = Topics[i % Topics.Length];
            var words = Enumerable.Range(0, 9).Select(k => k % 3 == 2 ? Common[random.NextInt(Common.Length)] : topic[random.NextInt(topic.Length)]);
            var text = string.Join(' ', words);
            return new TextDocument(string.Create(CultureInfo.InvariantCulture, $"D{i:0000}"), new DateOnly(2019, 1, 1).AddDays(i), text, "", text);
        }).ToArray();
    }
}
