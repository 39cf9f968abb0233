using Prometheus.Core.Markets;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Target weight by sector at each decision.</summary>
/// <param name="Dates">Decision dates, ascending.</param>
/// <param name="Sectors">Largest mean weight first; small ones beyond the limit are one entry <see cref="Rest"/>, last.</param>
/// <param name="Weights">[sector][decision], fractions of equity; what is missing to 1 is cash.</param>
public sealed record SectorWeights(DateOnly[] Dates, string[] Sectors, double[][] Weights)
{
    public const string Rest = "Other sectors";

    /// <summary>As many as a reader can tell apart by colour.</summary>
    private const int MostSectors = 12;

    /// <summary>True where no name has a known sector, so that the picture says nothing.</summary>
    public bool IsUnknown => Sectors.All(s => s == SectorHistory.Unknown);

    /// <param name="targets">Dates ascending; several of one date and sector add up.</param>
    public static SectorWeights Of(IReadOnlyList<SectorTarget> targets)
    {
        DateOnly[] dates = [.. targets.Select(t => t.Date).Distinct()];
        var byName = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        var decision = -1;
        foreach (var target in targets)
        {
            while (decision < 0 || dates[decision] != target.Date)
                decision++;
            if (!byName.TryGetValue(target.Sector, out var weights))
                byName.Add(target.Sector, weights = new double[dates.Length]);
            weights[decision] += target.Weight;
        }

        var ordered = byName.OrderByDescending(s => s.Value.Sum()).ToList();
        if (ordered.Count > MostSectors)
        {
            var rest = new double[dates.Length];
            foreach (var (_, weights) in ordered.Skip(MostSectors - 1))
            {
                for (var d = 0; d < rest.Length; d++)
                    rest[d] += weights[d];
            }

            ordered = [.. ordered.Take(MostSectors - 1), KeyValuePair.Create(Rest, rest)];
        }

        return new SectorWeights(dates, [.. ordered.Select(s => s.Key)], [.. ordered.Select(s => s.Value)]);
    }
}
