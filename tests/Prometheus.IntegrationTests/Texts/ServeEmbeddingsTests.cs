using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Texts;

/// <summary>The executable as a person uses it for texts: encode, serve, ask the server, stop it.</summary>
public sealed class ServeEmbeddingsTests
{
    [Fact]
    public async Task A_served_model_answers_the_program_itself_and_stops_when_asked()
    {
        using var home = new ProgramHome();
        home.Run("data", "synth", "--instruments", "40", "--start", "2019-01-02", "--end", "2020-12-31", "--seed", "3").Expect(0);
        home.Run("embed", "text", "--start", "2018-01-01", "--end", "2018-12-31").Expect(3);
        home.Run("embed", "text", "--start", "2019-01-01", "--end", "2019-12-31").Expect(3); // too early for a fit
        home.Run("embed", "text", "--start", "2020-01-01", "--end", "2020-12-31", "--url", "http://127.0.0.1:1").Expect(2);
        home.Run("script", "backfill_text_embeddings", "--as-of", "2020-06-01", "--date-range", "2020-06-01", "2020-06-05").Expect(2);

        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        using var server = home.Start("serve", "embeddings", "--urls", address, "--as-of", "2020-12-31");
        await Ready(address);
        home.Run(
            "script", "backfill_text_embeddings.py", "--date-range", "2020-06-01", "2020-06-30", "--encoder", "http", "--url", address,
            "--hf-model-name", "text-fin-general-v1", "--device", "cpu", "--limit", "5").Expect(0);
        home.Run("sql", "--historical", "SELECT COUNT(*) FROM text_embeddings WHERE model_id LIKE 'text-fin-general-v1@%' AND dim = 384").Expect(0);
        home.Run("embed", "text", "--start", "2020-06-01", "--end", "2020-06-30", "--encoder", "http", "--url", address, "--remote-model", "unknown").Expect(1);
        server.InterruptAfter(TimeSpan.Zero);
        server.Wait().Expect(0);
    }

    private static async Task Ready(string address)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                await client.GetStringAsync(new Uri(address + "/health"));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        Assert.Fail($"{address} did not answer within a minute");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
