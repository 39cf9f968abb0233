using System.Buffers;
using System.Text;
using System.Text.Json;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// The data block of the page: what its script draws, rounded to what a screen can show. NaN is null. The default encoder escapes
/// <c>&lt;</c>, so no text can end the block.
/// </summary>
internal static class TearsheetJson
{
    private const int Fractions = 6;
    private const int Cash = 2;

    public static string Write(TearsheetModel model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("runId", model.Identity.RunId);
            writer.WriteString("sleeve", model.Identity.Sleeve.SleeveId);
            writer.WriteString("benchmark", model.Identity.Benchmark);
            writer.WriteString("currency", model.Identity.Currency);
            writer.WritePropertyName("sharpe");
            JsonNumbers.Write(writer, model.Statistics.Sleeve.Sharpe, Fractions);
            WriteDaily(writer, model.Daily);
            WriteCalendar(writer, model);
            WriteSpells(writer, model);
            WriteRegimes(writer, model.Regimes);
            WriteSectors(writer, model.Sectors);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteDaily(Utf8JsonWriter writer, TearsheetCurves daily)
    {
        writer.WriteStartObject("daily");
        JsonNumbers.WriteArray(writer, "dates", daily.Dates);
        JsonNumbers.WriteArray(writer, "equity", daily.Equity, Cash);
        JsonNumbers.WriteArray(writer, "benchmarkEquity", daily.Benchmark, Cash);
        JsonNumbers.WriteArray(writer, "drawdown", daily.Drawdown, Fractions);
        JsonNumbers.WriteArray(writer, "benchmarkDrawdown", daily.BenchmarkDrawdown, Fractions);
        JsonNumbers.WriteArray(writer, "rollingSharpe", daily.RollingSharpe, 4);
        JsonNumbers.WriteArray(writer, "benchmarkRollingSharpe", daily.BenchmarkRollingSharpe, 4);
        JsonNumbers.WriteArray(writer, "gross", daily.GrossExposure, Fractions);
        JsonNumbers.WriteArray(writer, "net", daily.NetExposure, Fractions);
        JsonNumbers.WriteArray(writer, "cash", daily.CashShare, Fractions);
        JsonNumbers.WriteArray(writer, "fragile", daily.FragileExposure, Fractions);
        JsonNumbers.WriteArray(writer, "names", daily.Names);
        JsonNumbers.WriteArray(writer, "turnover", daily.Turnover, Fractions);
        JsonNumbers.WriteArray(writer, "commission", daily.Commission, Cash);
        JsonNumbers.WriteArray(writer, "slippage", daily.Slippage, Cash);
        JsonNumbers.WriteArray(writer, "cumulativeCommission", daily.CumulativeCommission, Fractions + 1);
        JsonNumbers.WriteArray(writer, "cumulativeSlippage", daily.CumulativeSlippage, Fractions + 1);
        writer.WriteEndObject();
    }

    /// <summary>Months as [year, month, return], years as [year, return, benchmark's return].</summary>
    private static void WriteCalendar(Utf8JsonWriter writer, TearsheetModel model)
    {
        writer.WriteStartArray("months");
        foreach (var month in model.Months)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(month.Year);
            writer.WriteNumberValue(month.Month);
            JsonNumbers.Write(writer, month.Return, Fractions);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("years");
        foreach (var (year, benchmark) in model.Years.Zip(model.BenchmarkYears))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(year.Year);
            JsonNumbers.Write(writer, year.Return, Fractions);
            JsonNumbers.Write(writer, benchmark.Return, Fractions);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>[peak, recovery or null] of the worst drawdowns.</summary>
    private static void WriteSpells(Utf8JsonWriter writer, TearsheetModel model)
    {
        writer.WriteStartArray("worst");
        foreach (var spell in model.WorstDrawdowns)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(NumberText.Date(spell.Start));
            if (spell.End is { } end)
                writer.WriteStringValue(NumberText.Date(end));
            else
                writer.WriteNullValue();
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>[label, first date, end] of the regimes the equity chart shades.</summary>
    private static void WriteRegimes(Utf8JsonWriter writer, RegimeSpell[] spells)
    {
        writer.WriteStartArray("regimes");
        foreach (var spell in spells.Where(s => s.Label is "CRISIS" or "RISK_OFF"))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(spell.Label);
            writer.WriteStringValue(NumberText.Date(spell.Start));
            writer.WriteStringValue(NumberText.Date(spell.End));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteSectors(Utf8JsonWriter writer, SectorWeights sectors)
    {
        writer.WriteStartObject("sectors");
        JsonNumbers.WriteArray(writer, "dates", sectors.Dates);
        writer.WriteStartArray("names");
        foreach (var name in sectors.Sectors)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("weights");
        foreach (var weights in sectors.Weights)
            JsonNumbers.WriteArray(writer, null, weights, Fractions);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
