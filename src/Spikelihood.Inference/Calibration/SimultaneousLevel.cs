using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Calibration;

/// <summary>
/// Turns pointwise binomial limits into simultaneous ones. At level g each count is allowed the values whose two-sided tail probability exceeds g;
/// the level is
/// lowered until all counts together stay inside with the wanted probability (Säilynoja et al. 2022, section 2).
/// </summary>
internal sealed class SimultaneousLevel
{
    /// <summary>Tail probabilities nearer than this are one: they differ by rounding.</summary>
    private const double Rounding = 1e-9;

    private const int Halvings = 50;
    private readonly double[][] _tails;
    private readonly Func<int[], int[], double> _probability;

    /// <param name="points">The number of points, n.</param>
    /// <param name="chances">The success probability of each count's binomial distribution.</param>
    /// <param name="probability">The probability that all counts lie within lower and upper limits.</param>
    public SimultaneousLevel(int points, double[] chances, Func<int[], int[], double> probability)
    {
        _tails = [.. chances.Select(chance => Enumerable.Range(0, points + 1).Select(count => Tail(count, points, chance)).ToArray())];
        _probability = probability;
    }

    /// <summary>
    /// The limits inside which all counts stay with a probability of at least <paramref name="coverage"/>; counts are whole, so it may be a little
    /// more.
    /// </summary>
    public (int[] Low, int[] High) Limits(double coverage)
    {
        var (inside, outside) = (0.0, 1.0);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = 0.5 * (inside + outside);
            (inside, outside) = Probability(middle) >= coverage ? (middle, outside) : (inside, middle);
        }

        return At(inside);
    }

    /// <summary>The probability of counts of which at least one is as far out as the farthest of these.</summary>
    public double PValue(ReadOnlySpan<int> counts)
    {
        var least = 1.0;
        for (var i = 0; i < counts.Length; i++)
        {
            least = Math.Min(least, _tails[i][counts[i]]);
        }

        return Math.Clamp(1 - Probability(least * (1 + Rounding)), 0, 1);
    }

    private double Probability(double level)
    {
        var (low, high) = At(level);
        return _probability(low, high);
    }

    private (int[] Low, int[] High) At(double level)
    {
        var low = _tails.Select(tails => Array.FindIndex(tails, tail => tail > level)).ToArray();
        var high = _tails.Select(tails => Array.FindLastIndex(tails, tail => tail > level)).ToArray();
        // A count that is allowed no value: limits that nothing can meet.
        return ([.. low.Select(value => value < 0 ? int.MaxValue / 2 : value)], high);
    }

    private static double Tail(int count, int points, double chance)
    {
        var tails = BinomialTails.Of(count, points, chance);
        return Math.Min(1, 2 * (Math.Min(tails.Below, tails.Above) + tails.At));
    }
}
