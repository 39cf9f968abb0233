using Prometheus.Core.Fundamentals;
using Prometheus.Sources.Csv;

namespace Prometheus.Sources.Fundamentals;

/// <summary>What vendors call the items of the vocabulary; names are compared simplified, and an item's own name always counts.</summary>
internal static class ItemNames
{
    private static readonly Dictionary<string, string[]> Vendors = new(StringComparer.Ordinal)
    {
        [StatementItem.Revenue] = ["totalrevenue", "revenues", "sales", "netsales"],
        [StatementItem.CostOfRevenue] = ["cogs", "costofgoodssold", "costofsales"],
        [StatementItem.ResearchAndDevelopment] = ["researchdevelopment", "rd"],
        [StatementItem.SellingGeneralAdministrative] = ["salesgeneralandadmin", "sga", "sellinggeneralandadministrative"],
        [StatementItem.OperatingIncome] = ["operatingincomeloss", "operatingprofit"],
        [StatementItem.Ebit] = ["earningsbeforeinterestandtax"],
        [StatementItem.IncomeBeforeTax] = ["earningsbeforetax", "pretaxincome"],
        [StatementItem.IncomeTax] = ["incometaxexpense"],
        [StatementItem.NetIncome] = ["netprofit", "netincomeloss", "netearnings"],
        [StatementItem.EarningsPerShare] = ["eps", "epsdiluted", "dilutedeps"],
        [StatementItem.TotalAssets] = ["assets"],
        [StatementItem.CurrentAssets] = ["totalcurrentassets"],
        [StatementItem.Cash] = ["cashandcashequivalents", "cashandequivalents"],
        [StatementItem.Receivables] = ["netreceivables", "accountsreceivablenet"],
        [StatementItem.Inventory] = ["inventories"],
        [StatementItem.TotalLiabilities] = ["liabilitiestotal"],
        [StatementItem.CurrentLiabilities] = ["totalcurrentliabilities"],
        [StatementItem.ShortTermDebt] = ["shorttermdebtcurrentportionoflongtermdebt"],
        [StatementItem.Equity] = ["totalequity", "totalstockholdersequity", "stockholdersequity", "shareholdersequity"],
        [StatementItem.SharesOutstanding] = ["estimatedsharesoutstanding", "shares", "sharesdiluted"],
        [StatementItem.CashFromOperations] = ["netcashflowoperating", "cashfromoperatingactivities", "operatingcashflow", "cfo"],
        [StatementItem.CashFromInvesting] = ["netcashflowsinvesting", "cashfrominvestingactivities", "investingcashflow"],
        [StatementItem.CashFromFinancing] = ["netcashflowsfinancing", "cashfromfinancingactivities", "financingcashflow"],
        [StatementItem.CapitalExpenditures] = ["capex", "capitalexpenditure"],
        [StatementItem.Depreciation] = ["depreciationandamortization"],
        [StatementItem.DividendsPaid] = ["dividends"],
    };

    private static readonly Dictionary<string, string> Items = StatementItem.All.Keys
        .SelectMany(item => Vendors.GetValueOrDefault(item, []).Append(HeaderName.Simplify(item)).Select(name => (name, item)))
        .ToDictionary(n => n.name, n => n.item, StringComparer.Ordinal);

    /// <summary>The item a vendor's name stands for, or null.</summary>
    public static string? Find(string name) => Items.GetValueOrDefault(HeaderName.Simplify(name));
}
