using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Artefacts;

namespace Prometheus.Cli.Commands;

/// <summary>
/// <c>refresh</c>: gives the remembered commands of what is stale again, makers before readers. A command whose inputs turn out to be what they
/// were is left alone, so an input made again to the same bytes stops the wave.
/// </summary>
internal static class RefreshCommand
{
    /// <summary>Commands that read each other's rows settle within as many rounds, or do not settle.</summary>
    private const int Rounds = 4;

    public static Command Build(CommandHost host)
    {
        var market = new Option<string?>("--market") { Description = "market id [all]", HelpName = "id" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "refresh",
            "make again what is stale after new or corrected data, with the options it was made with, and only that",
            "prometheus refresh",
            [market, workers],
            call =>
            {
                var steps = new Refresh(call, call.Get(market), call.Get(workers)).Run();
                call.Print(new Table(["command", "artefacts", "left_because"], steps.Select(s => new object?[] { s.Command, s.Written, s.LeftBecause }).ToArray()));
                var left = steps.Count(s => s.LeftBecause is not null);
                call.Say(steps.Count == 0 ? "nothing is stale" : left == 0 ? $"made again: {steps.Count}" : $"made again: {steps.Count - left}, left: {left}");
                if (Unrecorded(call.Settings) is { Count: > 0 } unrecorded)
                    call.Say($"not judged, since no remembered command made them: {string.Join("; ", unrecorded)}; 'prometheus data status' names the command of each");
                return left > 0 ? ExitCode.Partial : ExitCode.Done;
            });
    }

    private static IReadOnlyList<UnrecordedRows> Unrecorded(DatabaseSettings settings)
    {
        using var databases = new DatabasePair(settings);
        return DataStatus.Unrecorded(databases);
    }

    private sealed record Step(string Command, int Written, string? LeftBecause);

    private sealed class Refresh(Invocation call, string? market, int? workers)
    {
        private readonly DatabaseSettings _settings = call.Settings;
        private readonly List<Step> _steps = [];
        private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);
        private readonly HashSet<string> _overwritten = new(StringComparer.Ordinal);

        public List<Step> Run()
        {
            for (var round = 0; round < Rounds; round++)
            {
                if (Round() == 0)
                    break;
            }

            var lines = Read().Where(j => j.State != Freshness.Fresh)
                .Select(j => new Step(Line(j.Making), 0, _left.GetValueOrDefault(j.Making.Id) ?? string.Join("; ", j.Reasons))).ToArray();
            _steps.AddRange(lines);
            return _steps;
        }

        /// <summary>Commands given again.</summary>
        private int Round()
        {
            var done = 0;
            var judged = Read();
            foreach (var candidate in judged)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                if (_left.ContainsKey(candidate.Making.Id) || !NeedsToBeMade(candidate))
                    continue;
                call.Say(Line(candidate.Making));
                var (replay, failure) = Replay.Run(candidate.Making, _settings, CommandTree.Build, workers, call.Cancellation);
                _overwritten.Remove(candidate.Making.Id);
                done++;
                if (failure is not null)
                {
                    _left[candidate.Making.Id] = failure;
                    continue;
                }

                if (replay.Kept.Count > 0)
                    _left[candidate.Making.Id] = $"{string.Join(", ", replay.Kept)} was changed by somebody else and is left as it is";
                _steps.Add(new Step(Line(candidate.Making), replay.Made.Count, null));
                MarkOverwritten(judged, candidate.Making, replay.Made);
            }

            return done;
        }

        /// <summary>By what is there at its turn: what it waited for may have come out as it was.</summary>
        private bool NeedsToBeMade(JudgedMaking candidate)
        {
            if (_overwritten.Contains(candidate.Making.Id) || candidate.State == Freshness.Unfinished)
                return true;
            using var databases = new DatabasePair(_settings);
            return DataStatus.Judge(databases, _settings, candidate.Making, call.Cancellation).State is Freshness.Stale or Freshness.Behind;
        }

        /// <summary>Where two commands wrote the same rows, those of the later one stay.</summary>
        private void MarkOverwritten(IReadOnlyList<JudgedMaking> judged, Making making, List<Artefact> made)
        {
            var later = judged.Select(j => j.Making).Where(m => m.Sequence > making.Sequence);
            _overwritten.UnionWith(later.Where(m => m.Artefacts.Any(a => a.IsCurrent && made.Any(w => AreShared(w, a)))).Select(m => m.Id));
        }

        private static bool AreShared(Artefact made, Artefact other) => made.Owned is { } written
            ? written.Where.Count > 0 && other.Owned is { } owned && owned.Where.Count > 0 && written.Meets(owned)
            : other.IsFile && made.Key == other.Key;

        private IReadOnlyList<JudgedMaking> Read()
        {
            using var databases = new DatabasePair(_settings);
            return DataStatus.Read(databases, _settings, market, call.Cancellation);
        }

        private string Line(Making making) => CommandWords.Line(making.Command, _settings);
    }
}
