namespace Spikelihood.Inference.Diagnostics;

/// <summary>
/// Potential scale reduction: by how much the spread of all draws exceeds the spread within halves of chains; 1 when they all sample the same
/// distribution. Every function takes draws [chain][draw] of one quantity and gives not a number for fewer than four draws, draws that
/// are not finite, and draws that are all the same. A single chain is compared with itself only, its first half with its second.
/// Source: Vehtari, Gelman, Simpson, Carpenter, Buerkner 2021, "Rank-normalization, folding, and localization", Bayesian Analysis 16.
/// </summary>
public static class Rhat
{
    /// <summary>The one to report: the larger of <see cref="Bulk"/> and <see cref="Folded"/> (section 4.2).</summary>
    public static double Rank(double[][] draws) => Math.Max(Bulk(draws), Folded(draws));

    /// <summary>Of the rank-normalised halves: sees chains that differ in place.</summary>
    public static double Bulk(double[][] draws) => OfHalves(draws, RankNormalisation.Apply);

    /// <summary>Of the rank-normalised distances of the halves from their common median: sees chains that differ in scale.</summary>
    public static double Folded(double[][] draws) => OfHalves(draws, static halves =>
    {
        var median = SampleQuantile.Median(DrawSet.Sorted(halves));
        return RankNormalisation.Apply(DrawSet.Map(halves, value => Math.Abs(value - median)));
    });

    /// <summary>Of the halves as they are (equations 1 to 4), which needs a finite mean and variance.</summary>
    public static double Split(double[][] draws) => OfHalves(draws, static halves => halves);

    private static double OfHalves(double[][] draws, Func<double[][], double[][]> transform) =>
        DrawSet.IsUsable(draws) && !DrawSet.IsConstant(draws) ? OfChains(transform(DrawSet.Split(draws))) : double.NaN;

    internal static double OfChains(double[][] chains)
    {
        double length = chains[0].Length;
        var within = chains.Average(chain => Moments.Variance(chain));
        var between = length * Moments.Variance([.. chains.Select(chain => Moments.Mean(chain))]);
        return Math.Sqrt(((length - 1) / length * within + between / length) / within);
    }
}
