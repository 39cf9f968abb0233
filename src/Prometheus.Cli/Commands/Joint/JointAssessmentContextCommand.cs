using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>joint assessment-context</c>, also <c>script backfill_joint_assessment_context</c>.</summary>
internal static class JointAssessmentContextCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var dates = new JointDates();
        var space = new SpaceFlags(JointSpaces.AssessmentContext)
            .Model("--profile-joint-model-id", JointSpaces.ProfileBranch).Model("--regime-joint-model-id", JointSpaces.Regime)
            .Model("--stab-joint-model-id", JointSpaces.Stab).Model("--text-model-id", JointSpaces.Text)
            .Weight("--w-profile", JointSpaces.ProfileBranch).Weight("--w-regime", JointSpaces.Regime).Weight("--w-stab", JointSpaces.Stab).Weight("--w-text", JointSpaces.Text);
        var market = JointOptions.Market();
        var instruments = JointOptions.List("--instrument-id", "only these instruments");
        var region = JointOptions.Text("--region", "region of the market [the market's own]");
        var limit = JointOptions.Limit("instruments");
        var offset = DeclaredOption.Of<ContextRequest, int>(nameof(ContextRequest.Offset), "--offset", "leave out so many instruments at the beginning", "n");
        var days = DeclaredOption.Of<ContextRequest, int>(nameof(ContextRequest.TextWindowDays), "--text-window-days", "calendar days of recent text, the date included", "n");
        var frequency = JointOptions.Text("--frequency", "sessions to write beside the first: weekly, monthly, every:N; the vectors of the others go [daily]");
        return BackfillVerb.Build(
            host,
            name,
            "join everything known of instruments: profile, regime, stability, recent text",
            name == "assessment-context" ? "prometheus joint assessment-context --as-of 2022-06-01" : $"prometheus script {name} --as-of 2022-06-01 --region US",
            "joint contexts",
            [.. dates.Options, market, instruments, region, limit, offset, days, frequency, .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                if (call.Get(region) is { } asked && asked != MarketCatalog.Get(call.Get(market)).Region)
                    throw new UserError($"market {call.Get(market)} lies in region {MarketCatalog.Get(call.Get(market)).Region}, found --region {asked}");
                var joint = space.Read(call);
                var request = DeclaredOption.Checked(new ContextRequest
                {
                    MarketId = call.Get(market),
                    Instruments = [.. call.Get(instruments) ?? []],
                    Offset = call.Get(offset),
                    Limit = call.Get(limit),
                    TextWindowDays = call.Get(days),
                    Frequency = call.Get(frequency),
                }, frequency.Name);
                return BackfillJointAssessmentContext.Execute(databases, joint, request, start, end, jobs);
            });
    }
}
