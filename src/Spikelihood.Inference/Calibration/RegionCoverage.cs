using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Calibration;

/// <summary>How often regions of one size held the truth.</summary>
/// <param name="Level">The share of the draws inside the region: what the coverage should be.</param>
/// <param name="Inside">How many truths lay inside.</param>
/// <param name="Cases">Of how many.</param>
public readonly record struct RegionCoverage(double Level, int Inside, int Cases)
{
    private const double Outside = 0.025;

    /// <summary>The share.</summary>
    public double Share => (double)Inside / Cases;

    /// <summary>Lower end of the 95 % interval of Clopper and Pearson (1934) for the probability of lying inside.</summary>
    public double Low
    {
        get
        {
            var (inside, cases) = (Inside, Cases);
            return inside == 0 ? 0 : Root(chance => BinomialTails.Of(inside, cases, chance) is var tails && tails.At + tails.Above > Outside);
        }
    }

    /// <summary>Its upper end.</summary>
    public double High
    {
        get
        {
            var (inside, cases) = (Inside, Cases);
            return inside == cases ? 1 : Root(chance => BinomialTails.Of(inside, cases, chance) is var tails && tails.At + tails.Below <= Outside);
        }
    }

    /// <summary>Central intervals: as many draws are left out below as above.</summary>
    /// <param name="ranks">0 ... L.</param>
    /// <param name="draws">L; levels are rounded to what L + 1 ranks can express.</param>
    /// <param name="level">The interval's size.</param>
    public static RegionCoverage Central(ReadOnlySpan<int> ranks, int draws, double level)
    {
        var cut = (int)Math.Round(0.5 * (1 - level) * (draws + 1));
        return Between(ranks, draws, cut, draws - cut);
    }

    /// <summary>Regions of what lies furthest in, for ranks that count the draws further in than the truth.</summary>
    /// <param name="ranks">0 ... L.</param>
    /// <param name="draws">L; levels are rounded to what L + 1 ranks can express.</param>
    /// <param name="level">The region's size.</param>
    public static RegionCoverage Innermost(ReadOnlySpan<int> ranks, int draws, double level) =>
        Between(ranks, draws, 0, (int)Math.Round(level * (draws + 1)) - 1);

    private static RegionCoverage Between(ReadOnlySpan<int> ranks, int draws, int low, int high)
    {
        var inside = 0;
        foreach (var rank in ranks)
        {
            inside += rank >= low && rank <= high ? 1 : 0;
        }

        return new((high - low + 1) / (draws + 1.0), inside, ranks.Length);
    }

    /// <summary>Where a condition on a probability that fails below and holds above begins to hold.</summary>
    private static double Root(Predicate<double> holds)
    {
        var (low, high) = (0.0, 1.0);
        for (var halving = 0; halving < 50; halving++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }

        return 0.5 * (low + high);
    }
}
