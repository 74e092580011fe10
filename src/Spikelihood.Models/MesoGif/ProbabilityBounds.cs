namespace Spikelihood.Models.MesoGif;

/// <summary>
/// What becomes of a firing probability p = nbar / N outside [1e-8, 1 - 1e-8], where the correction term of the mesoscopic model can lead (it may even be
/// negative). Inside, every choice is p itself, to the last bit.
/// </summary>
public abstract class ProbabilityBounds
{
    /// <summary>The distance of the borders from 0 and 1.</summary>
    public const double Tolerance = 1e-8;

    /// <summary>The published definition: p is clipped to the border, so the likelihood has a kink there and says nothing beyond.</summary>
    public static ProbabilityBounds Clipped { get; } = new ClippedProbability();

    /// <summary>
    /// For densities that are climbed and sampled: a strictly increasing map with two continuous derivatives that stays above 0 and below 1, whatever p.
    /// Beyond a border, log p (or log(1 - p)) falls like twice the logarithm of the distance.
    /// </summary>
    public static ProbabilityBounds Smooth { get; } = new SmoothProbability();

    /// <summary>The bounded probability that belongs to nbar / N.</summary>
    /// <param name="ratio">nbar / N, any number.</param>
    public BoundedProbability Of(double ratio)
    {
        if (ratio >= Tolerance && ratio <= 1 - Tolerance)
        {
            return new(ratio, 1 - ratio, 1);
        }

        var isLow = ratio < Tolerance;
        var (rare, slope) = Beyond(isLow ? ratio : 1 - ratio);
        return isLow ? new(rare, 1 - rare, slope) : new(1 - rare, rare, slope);
    }

    /// <summary>The probability of the rarer outcome, and its derivative, where it was below the tolerance.</summary>
    private protected abstract (double Probability, double Slope) Beyond(double rare);

    private sealed class ClippedProbability : ProbabilityBounds
    {
        private protected override (double Probability, double Slope) Beyond(double rare) => (Math.Max(rare, Tolerance), 0);
    }

    private sealed class SmoothProbability : ProbabilityBounds
    {
        private protected override (double Probability, double Slope) Beyond(double rare)
        {
            // 1 / (1 - s + s^2) has value 1, slope 1 and curvature 0 at s = 0, and increases up to there.
            var s = rare / Tolerance - 1;
            var denominator = 1 - s + s * s;
            return (Tolerance / denominator, (1 - 2 * s) / (denominator * denominator));
        }
    }
}
