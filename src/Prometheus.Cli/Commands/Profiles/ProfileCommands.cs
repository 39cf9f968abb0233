using System.Globalization;
using System.Text.Json;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Reports.Tables;
using Prometheus.States.Profiles;
using Prometheus.Stores.Profiles;
using Prometheus.Workflows.Profiles;

namespace Prometheus.Cli.Commands.Profiles;

/// <summary><c>profile</c>: what was known of issuers.</summary>
internal static class ProfileCommands
{
    public static Command Make(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var frequency = new Option<string>("--frequency") { Description = "sessions to build on: daily, weekly, monthly or every:N", DefaultValueFactory = _ => "monthly", HelpName = "rule" };
        return BackfillVerb.Build(
            host,
            ProfileEngine.Definition,
            "save what was known of every issuer: prices, statements, news, risks",
            "prometheus profile build --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, frequency],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                var options = DeclaredOption.Checked(new ProfileBuildOptions { MarketId = call.Get(market), Start = from, End = to, Frequency = call.Get(frequency) }, frequency.Name);
                return BuildProfiles.Execute(databases, options, jobs);
            });
    }

    private static readonly TableColumn[] Columns = [new("name"), new("value")];

    public static Command Show(CommandHost host)
    {
        var issuer = new Argument<string>("issuer") { Description = "issuer id, such as ISS_SYN001" };
        var asOf = CommonOptions.Date("--as-of", "what was known on this date (yyyy-MM-dd)", required: true);
        var model = new Option<string>("--model-id") { Description = "model of the profile", DefaultValueFactory = _ => ProfileState.DefaultModelId, HelpName = "id" };
        return host.Command(
            "show",
            "the last stored profile of an issuer up to a date",
            "prometheus profile show ISS_SYN001 --as-of 2022-12-30",
            [issuer, asOf, model],
            (call, databases) =>
            {
                var profile = ProfileStore.ReadLatest(databases.Runtime, call.Get(model), call.Get(issuer), call.Get(asOf))
                    ?? throw new NothingMatchedError($"no profile of issuer {call.Get(issuer)} under {call.Get(model)} is stored up to {call.Get(asOf):yyyy-MM-dd}: 'prometheus profile build' makes them");
                return call.Print(new Table(Columns, [.. Rows(profile)]));
            });
    }

    private static IEnumerable<object?[]> Rows(StoredProfile profile)
    {
        yield return ["as_of_date", profile.AsOf];
        yield return ["profile_id", profile.ProfileId];
        yield return ["weak_profile", profile.Weak];
        yield return ["data_quality", profile.DataQuality];
        yield return ["embedding_vector_ref", profile.EmbeddingVectorRef];
        foreach (var row in Flat("", profile.Structured).Concat(Flat("risk_flags.", profile.RiskFlags)))
            yield return row;
    }

    /// <summary>One row a leaf, members of members behind a dot.</summary>
    private static IEnumerable<object?[]> Flat(string prefix, string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Flat(prefix, document.RootElement)];
    }

    private static IEnumerable<object?[]> Flat(string prefix, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var row in Flat(name + ".", member.Value))
                    yield return row;
                continue;
            }

            yield return
            [
                name,
                member.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.Number => member.Value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
                    JsonValueKind.String => member.Value.GetString(),
                    _ => member.Value.GetRawText(),
                },
            ];
        }
    }
}
