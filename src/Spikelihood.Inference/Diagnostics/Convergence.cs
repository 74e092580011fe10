namespace Spikelihood.Inference.Diagnostics;

/// <summary>
/// Whether the chains of one quantity agree and how much their draws tell: what is watched while chains run. The same numbers as
/// <see cref="Diagnostics.Rhat.Rank"/>, <see cref="EffectiveSampleSize.Bulk"/> and <see cref="EffectiveSampleSize.Tail"/> for a third of the work.
/// </summary>
/// <param name="Rhat">Rank-normalised split R-hat.</param>
/// <param name="EssBulk">Effective number of draws for the middle of the distribution.</param>
/// <param name="EssTail">Effective number of draws for the 5 and 95 % quantiles, the smaller.</param>
public readonly record struct Convergence(double Rhat, double EssBulk, double EssTail)
{
    /// <summary>Of draws [chain][draw]; not numbers for fewer than four draws of each chain or draws that are not finite.</summary>
    /// <exception cref="ArgumentException">When the chains differ in length.</exception>
    public static Convergence Of(double[][] draws)
    {
        if (!DrawSet.IsUsable(draws))
        {
            return new(double.NaN, double.NaN, double.NaN);
        }

        var halves = DrawSet.Split(draws);
        var scores = RankNormalisation.Apply(halves, out var sorted);
        var median = SampleQuantile.Median(sorted);
        var folded = RankNormalisation.Apply(DrawSet.Map(halves, value => Math.Abs(value - median)));
        var all = draws[0].Length % 2 == 0 ? sorted : DrawSet.Sorted(draws);
        return new(
            DrawSet.IsConstant(draws) ? double.NaN : Math.Max(Diagnostics.Rhat.OfChains(scores), Diagnostics.Rhat.OfChains(folded)),
            EffectiveSampleSize.OfChains(scores),
            Math.Min(
                EffectiveSampleSize.Below(draws, SampleQuantile.Of(all, 0.05)),
                EffectiveSampleSize.Below(draws, SampleQuantile.Of(all, 0.95))));
    }
}
