using System.Collections.Immutable;
using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Starts;

/// <summary>How one start fared.</summary>
public sealed record StartResult
{
    /// <summary>The number of the start, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>How many starts of this number were drawn; all but the last were hopeless after the first stage.</summary>
    public required int Draws { get; init; }

    /// <summary>Why it stopped.</summary>
    public required OptimisationEnd End { get; init; }

    /// <summary>The number of the last stage it took part in, from 0; its value belongs to that stage's density.</summary>
    public required int Stage { get; init; }

    /// <summary>Where it stood at the end of that stage.</summary>
    public required IterationInfo Last { get; init; }

    /// <summary>Whether its value is one of the last stage's density.</summary>
    public required bool OnFinalDensity { get; init; }

    /// <summary>Evaluations in every stage it took part in; the first includes those of hopeless draws.</summary>
    public required ImmutableArray<int> EvaluationsByStage { get; init; }

    /// <summary>Evaluations of the last stage's density, in whichever stages used it.</summary>
    public required int FinalEvaluations { get; init; }

    /// <summary>The way there, thinned; first is the start itself, last is <see cref="Position"/>.</summary>
    public required ImmutableArray<PathPoint> Path { get; init; }

    /// <summary>Where it ended.</summary>
    public ImmutableArray<double> Position => Last.Position;

    /// <summary>The log density of its last stage there, nats.</summary>
    public double Value => Last.Value;

    /// <summary>Whether value and gradient are numbers where it ended; a start that ended otherwise found nothing, whatever its value.</summary>
    public bool IsFinite => End != OptimisationEnd.NotFinite && double.IsFinite(Value);

    /// <summary>Whether it ended at a stationary point of the last stage's density.</summary>
    public bool Converged => End == OptimisationEnd.Converged && OnFinalDensity;
}
