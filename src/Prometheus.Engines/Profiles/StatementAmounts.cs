namespace Prometheus.Engines.Profiles;

/// <summary>
/// The items of a statement by what they are. Reporters' names are compared without case and without anything but letters and digits, so
/// <c>totalAssets</c>, <c>total_assets</c> and <c>Total Assets</c> are one.
/// </summary>
internal sealed class StatementAmounts
{
    /// <summary>Names in the order in which they are believed.</summary>
    private static readonly string[][] Names =
    [
        ["revenue", "totalrevenue", "revenues", "sales", "netsales"],
        ["grossprofit"],
        ["operatingincome", "operatingprofit", "incomefromoperations"],
        ["ebit", "earningsbeforeinterestandtax"],
        ["ebitda"],
        ["netincome", "netprofit", "netincomeapplicabletocommonshareholders"],
        ["totalassets", "assets"],
        ["totalliabilities", "totalliab", "liabilities"],
        ["equity", "totalequity", "totalstockholderequity", "stockholdersequity", "shareholdersequity"],
        ["cash", "cashandcashequivalents", "cashandequivalents"],
        ["totalcurrentassets", "currentassets"],
        ["totalcurrentliabilities", "currentliabilities"],
        ["longtermdebt", "noncurrentdebt"],
        ["retainedearnings"],
        ["operatingcashflow", "netcashflowoperating", "cashfromoperatingactivities", "totalcashfromoperatingactivities"],
        ["sharesoutstanding", "commonstocksharesoutstanding", "estimatedsharesoutstanding"],
    ];

    private readonly double[] _amounts = new double[Names.Length];

    private StatementAmounts(Statement statement) => Statement = statement;

    public Statement Statement { get; }

    /// <summary>NaN where the statement does not state it.</summary>
    public double this[StatementItem item] => _amounts[(int)item];

    public static StatementAmounts Of(Statement statement)
    {
        var reported = new Dictionary<string, double>(StringComparer.Ordinal);

        // In ordinal order, so that of two spellings of one item always the same one counts.
        foreach (var (name, amount) in statement.Items.OrderBy(i => i.Key, StringComparer.Ordinal))
            reported.TryAdd(Plain(name), amount);
        var read = new StatementAmounts(statement);
        for (var item = 0; item < Names.Length; item++)
        {
            read._amounts[item] = double.NaN;
            foreach (var name in Names[item])
            {
                if (!reported.TryGetValue(name, out var amount))
                    continue;
                read._amounts[item] = amount;
                break;
            }
        }

        return read;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
}
