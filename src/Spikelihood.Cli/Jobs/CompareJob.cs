using System.Collections.Immutable;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Summaries;
using Spikelihood.Studies.Data;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>compare</c> asks for.</summary>
internal static class CompareJob
{
    /// <summary>Compares two sets of trials and prints how they agree.</summary>
    public static int Run(CompareRequest request, Session session)
    {
        var (first, second) = Read(request, session);
        if (PopulationSizes.Asked(request.Sizes, first.Populations) is { } asked)
        {
            first = first with { Sizes = asked };
            second = second with { Sizes = null };
        }

        // Recordings that are compared are of the same populations: what is known of one holds for the other.
        first = first with { Sizes = first.Sizes ?? From(second, first) };
        second = second with { Sizes = second.Sizes ?? From(first, second) };
        var comparison = RecordingComparison.Of(
            first, second, request.Bin, request.From ?? BurnIn(request), session.Seed ?? StudyDataLoader.DefaultSeed, session.Workers);
        if (session.Json)
        {
            session.WriteJson(comparison);
            return ExitCode.Done;
        }

        ComparisonTables.Write(comparison, session.Output);
        foreach (var note in comparison.Notes)
        {
            session.Tell($"note: {note}");
        }

        return ExitCode.Done;
    }

    private static (ComparedTrials First, ComparedTrials Second) Read(CompareRequest request, Session session)
    {
        var name = request.Second ?? (FittedTrials.IsRun(request.First)
            ? request.First
            : throw new InputException("B is missing: name a second recording (only the folder of a fit can stand alone, its data against its fitted model)"));
        var first = RecordedTrials.Read(request.First);
        if (FittedTrials.IsRun(name))
        {
            return (first, FittedTrials.Simulate(name, request.First, request.Trials, session));
        }

        return request.Trials is null
            ? (first, RecordedTrials.Read(name))
            : throw new InputException($"--trials is for simulating a fitted model, and {name} is not the folder of a fit; leave it out or make trials with simulate --trials");
    }

    private static double BurnIn(CompareRequest request) =>
        new[] { request.Second, request.First }.FirstOrDefault(path => path is not null && FittedTrials.IsRun(path)) is { } run ? FittedTrials.BurnIn(run) : 0;

    private static ImmutableArray<int>? From(ComparedTrials known, ComparedTrials unknown) =>
        known.Sizes is { } sizes && unknown.Populations.All(known.Populations.Contains)
            ? [.. unknown.Populations.Select(name => sizes[known.Populations.IndexOf(name)])]
            : null;
}
