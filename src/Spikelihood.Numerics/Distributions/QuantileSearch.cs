namespace Spikelihood.Numerics.Distributions;

/// <summary>Inverts a cumulative distribution to full accuracy from a rough guess: Newton steps kept inside a shrinking bracket.</summary>
internal static class QuantileSearch
{
    private const int MaxIterations = 200;

    /// <summary>The x with <c>Cumulative(x) = probability</c>.</summary>
    /// <param name="distribution">A distribution on the positive numbers or on a bounded interval.</param>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="guess">A first guess; anything outside the support is replaced.</param>
    public static double Find(Distribution distribution, double probability, double guess)
    {
        var (lower, upper) = distribution.Support;
        var x = distribution.Support.Contains(guess) ? guess : double.IsFinite(upper) ? 0.5 * (lower + upper) : lower + 1;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var excess = distribution.Cumulative(x) - probability;
            if (excess == 0)
            {
                return x;
            }

            (lower, upper) = excess > 0 ? (lower, x) : (x, upper);
            var next = x - excess / Math.Exp(distribution.LogDensity(x));
            if (!(next > lower && next < upper))
            {
                next = double.IsFinite(upper) ? 0.5 * (lower + upper) : 2 * x;
            }

            if (Math.Abs(next - x) <= 2e-16 * Math.Abs(x))
            {
                return next;
            }

            x = next;
        }

        return x;
    }
}
