using System.Collections.Immutable;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// When a metric is estimated anew during warm-up: after windows that grow in proportion to what has been done, each estimate from the
/// newer part of the draws, so that the way from the start to the posterior is forgotten. A last window settles the step size.
/// </summary>
internal sealed record WarmupSchedule
{
    private const int FirstUpdate = 10;
    private const double Growth = 1.4, LastShare = 0.12;
    private const int LeastLast = 10;

    /// <summary>The schedule of a warm-up of so many transitions.</summary>
    public WarmupSchedule(int transitions)
    {
        Transitions = transitions;
        var last = Math.Max(LeastLast, (int)(LastShare * transitions));
        var end = transitions - last;
        var updates = ImmutableArray.CreateBuilder<int>();
        for (double next = FirstUpdate; next * Math.Sqrt(Growth) < end; next *= Growth)
        {
            updates.Add((int)next);
        }

        if (end >= FirstUpdate)
        {
            updates.Add(end);
        }

        Updates = updates.ToImmutable();
    }

    /// <summary>The length of the warm-up.</summary>
    public int Transitions { get; }

    /// <summary>The numbers of transitions after which the metric is estimated anew, ascending.</summary>
    public ImmutableArray<int> Updates { get; }

    /// <summary>The first transition whose state an estimate after <paramref name="done"/> transitions uses.</summary>
    public static int WindowStart(int done) => done / 2;
}
