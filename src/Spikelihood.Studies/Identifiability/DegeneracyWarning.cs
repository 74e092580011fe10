using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Identifiability;

/// <summary>A quick look, before a fit, whether the data can determine what is to be inferred.</summary>
public static class DegeneracyWarning
{
    /// <summary>Scored data of the quick look, s.</summary>
    private const double Piece = 2;

    /// <summary>What comes before them, s: adaptation need not have settled for a degeneracy to show.</summary>
    private const double BurnIn = 0.5;

    /// <summary>
    /// A sentence with advice when something is degenerate at the model's own values; null otherwise. What a short piece of the data leaves open is
    /// looked for in all of them before
    /// anything is said: an input may begin later.
    /// </summary>
    /// <param name="problem">What is inferred.</param>
    /// <param name="data">The data.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="cancellation">Stops.</param>
    public static string? Of(MesoGifProblem problem, StudyData data, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(data);
        var piece = Beginning(data);
        var record = IdentifiabilityAnalysis.Of(problem, piece, problem.OwnValues(), IdentifiabilityAnalysis.OwnValues, workers, cancellation);
        if (!record.Open.IsEmpty && piece.Counts.Steps < data.Counts.Steps)
        {
            record = IdentifiabilityAnalysis.Of(problem, data, problem.OwnValues(), IdentifiabilityAnalysis.OwnValues, workers, cancellation);
        }

        if (record.Open.IsEmpty)
        {
            return null;
        }

        var advice = record.Sentences.First(sentence => sentence.StartsWith(IdentifiabilityWords.AdviceBegins, StringComparison.Ordinal));
        return $"warning: {record.Sentences[0]} {advice} The fit goes on; ./spikelihood identify STUDY lists what is degenerate.";
    }

    private static StudyData Beginning(StudyData data)
    {
        var dt = data.Network.TimeStep;
        var from = Math.Min(data.From, (int)Math.Round(BurnIn / dt));
        var steps = Math.Min(data.Counts.Steps, from + (int)Math.Round(Piece / dt));
        return data with { Counts = data.Counts.Slice(0, steps), Stimulus = data.Stimulus.Slice(0, steps), From = from };
    }
}
