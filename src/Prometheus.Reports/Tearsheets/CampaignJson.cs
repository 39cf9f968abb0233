using System.Buffers;
using System.Text;
using System.Text.Json;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The data block of a campaign's page; as <see cref="TearsheetJson"/>.</summary>
internal static class CampaignJson
{
    public static string Write(CampaignModel model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var first = model.Finished.FirstOrDefault();
            writer.WriteStartObject();
            writer.WriteString("currency", first?.Identity.Currency);
            writer.WriteString("benchmark", first?.Identity.Benchmark);
            JsonNumbers.WriteArray(writer, "dates", model.Dates);
            JsonNumbers.WriteArray(writer, "benchmarkEquity", model.Benchmark, 2);
            writer.WriteStartArray("sleeves");
            foreach (var sleeve in model.Finished)
            {
                writer.WriteStartObject();
                writer.WriteString("name", sleeve.Identity.Sleeve.SleeveId);
                JsonNumbers.WriteArray(writer, "equity", CampaignModel.Align(model.Dates, sleeve.Daily.Dates, sleeve.Daily.Equity), 2);
                JsonNumbers.WriteArray(writer, "drawdown", CampaignModel.Align(model.Dates, sleeve.Daily.Dates, sleeve.Daily.Drawdown), 6);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
