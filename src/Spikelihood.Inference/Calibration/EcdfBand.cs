using System.Collections.Immutable;

namespace Spikelihood.Inference.Calibration;

/// <summary>
/// Whether N ranks are uniform on 0 ... L, by their cumulative distribution: simultaneous limits for the number of ranks below 1, 2, ... L with
/// exact coverage, and
/// the p-value of the farthest departure (Säilynoja, Bürkner and Vehtari 2022). It needs no choice of bins.
/// </summary>
public sealed class EcdfBand
{
    private readonly int _draws;
    private readonly SimultaneousLevel _level;

    /// <summary>The band for N ranks among L draws.</summary>
    /// <param name="ranks">N, at least one.</param>
    /// <param name="draws">L, at least one.</param>
    /// <param name="coverage">The probability with which uniform ranks stay inside everywhere.</param>
    public EcdfBand(int ranks, int draws, double coverage = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ranks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        (Ranks, _draws) = (ranks, draws);
        double[] chances = [.. Enumerable.Range(1, draws).Select(i => i / (draws + 1.0))];
        var paths = new BinomialPaths(ranks, [.. Enumerable.Range(0, draws).Select(i => 1 / (draws + 1.0 - i))]);
        _level = new(ranks, chances, paths.WithinCumulative);
        var (low, high) = _level.Limits(coverage);
        (Low, High) = ([.. low], [.. high]);
    }

    /// <summary>N.</summary>
    public int Ranks { get; }

    /// <summary>The least allowed number of ranks below 1, 2, ... L.</summary>
    public ImmutableArray<int> Low { get; }

    /// <summary>The greatest allowed number.</summary>
    public ImmutableArray<int> High { get; }

    /// <summary>The number of ranks below 1, 2, ... L.</summary>
    public ImmutableArray<int> Cumulative(ReadOnlySpan<int> ranks)
    {
        var below = new int[_draws + 1];
        foreach (var rank in ranks)
        {
            below[rank]++;
        }

        for (var i = 1; i <= _draws; i++)
        {
            below[i] += below[i - 1];
        }

        return [.. below[..^1]];
    }

    /// <summary>
    /// The probability that uniform ranks depart from uniformity somewhere as far as these do. It is below 1 less the coverage where the ranks
    /// leave the band, and only there.
    /// </summary>
    /// <param name="ranks">N ranks, 0 ... L.</param>
    public double PValue(ReadOnlySpan<int> ranks)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ranks.Length, Ranks);
        return _level.PValue(Cumulative(ranks).AsSpan());
    }
}
