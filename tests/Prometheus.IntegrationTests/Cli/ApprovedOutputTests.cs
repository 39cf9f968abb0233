using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>
/// Tables as a person approved them. They hold the numbers of a small synthetic campaign, so a change of any result shows here as a
/// difference to be read.
/// </summary>
public sealed partial class ApprovedOutputTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public void A_campaign_prints_as_approved(string format)
    {
        using var home = CampaignHome.Copy();

        var run = home.Run(["backtest", "campaign", .. Journey.Campaign()[2..], "--format", format]).Expect(0);

        ApprovedText.Equal($"tests/Prometheus.IntegrationTests/Cli/Approved/campaign-{format}.verified.txt", WithoutRunIds(run.Output));
    }

    [Fact]
    public void The_list_of_runs_prints_as_approved()
    {
        using var home = CampaignHome.Copy();

        ApprovedText.Equal("tests/Prometheus.IntegrationTests/Cli/Approved/backtest-list.verified.txt", WithoutRunIds(home.Run("backtest", "list", "--format", "table").Expect(0).Output));
    }

    /// <summary>
    /// Every row that is dated, ids aside: a change of a single fill of a single sleeve changes a hash. What is recorded beside the results since
    /// then, such as exposures to regimes, is left out, so that the hashes stay those of the first campaigns.
    /// </summary>
    [Fact]
    public void A_campaign_trades_as_approved()
    {
        using var home = CampaignHome.Copy();
        using var runtime = Database.Open(LogicalDatabase.Runtime, home.Settings);
        var rows = DatedRows.Read(runtime);

        var text = new StringBuilder();
        foreach (var table in DatedRows.TableNames)
        {
            var lines = rows.Of(table).Select(WithoutEvidence).Order(StringComparer.Ordinal).ToArray();
            text.Append(CultureInfo.InvariantCulture, $"{table} {lines.Length} {StableId.HashOf(lines)}\n");
        }

        ApprovedText.Equal("tests/Prometheus.IntegrationTests/Cli/Approved/campaign-rows.verified.txt", text.ToString());
    }

    private static string WithoutEvidence(string line)
    {
        // A column that only sectors and markets fill came later, too.
        if (line.StartsWith("stability_vectors ", StringComparison.Ordinal) && line.EndsWith("|NULL", StringComparison.Ordinal))
            return line[..^"|NULL".Length];
        var plain = RegimeOfTrade().Replace(line, "|NULL|");
        return Evidence().Replace(plain, "");
    }

    [GeneratedRegex("\\|(CRISIS|RISK_OFF|CARRY|NEUTRAL)\\|", RegexOptions.ExplicitCapture)]
    private static partial Regex RegimeOfTrade();

    [GeneratedRegex(
        ",?\"(universe_size|stab_risk_score_mean|stab_p_worsen_any_mean|regime_[a-z_]+|assessment_raw|liquidity_raw|weak_profile)\":(\"[A-Z_]*\"|[^,}]*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Evidence();

    /// <summary>Run ids follow from every option of the product and from the data; here only what came of them is read.</summary>
    private static string WithoutRunIds(string text) => Regex.Replace(text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=│ )[0-9a-f]{8}(?= )", m => new string('0', m.Length));
}
