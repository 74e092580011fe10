using System.Globalization;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>
/// A distribution of one number, as a prior or for drawing heterogeneous neurons. Densities are with respect to the number itself
/// in its natural unit, normalised. Outside <see cref="Support"/> the log density is minus infinity and its derivatives are NaN.
/// </summary>
public abstract record Distribution
{
    /// <summary>Where the density is positive.</summary>
    public abstract Support Support { get; }

    /// <summary>log p(x), normalised.</summary>
    public double LogDensity(double x) => Support.Contains(x) ? LogDensityInside(x) : double.NegativeInfinity;

    /// <summary>d log p(x) / dx.</summary>
    public double LogDensityDerivative(double x) => Support.Contains(x) ? DerivativeInside(x) : double.NaN;

    /// <summary>d² log p(x) / dx².</summary>
    public double LogDensitySecondDerivative(double x) => Support.Contains(x) ? SecondDerivativeInside(x) : double.NaN;

    /// <summary>The probability of a value at or below <paramref name="x"/>.</summary>
    public double Cumulative(double x) => x <= Support.Lower ? 0 : x >= Support.Upper ? 1 : CumulativeInside(x);

    /// <summary>The value below which a share <paramref name="probability"/> of the mass lies.</summary>
    public double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile is asked for a probability between 0 and 1.");
        }

        return probability == 0 ? Support.Lower : probability == 1 ? Support.Upper : QuantileInside(probability);
    }

    /// <summary>A random value.</summary>
    public abstract double Sample(ref Rng rng);

    /// <summary>The distribution in the notation of Table 7 of René 2020, for example <c>N(0, 4²)</c>.</summary>
    public abstract string Describe();

    /// <summary>log p(x) for x inside the support.</summary>
    protected abstract double LogDensityInside(double x);

    /// <summary>d log p / dx for x inside the support.</summary>
    protected abstract double DerivativeInside(double x);

    /// <summary>d² log p / dx² for x inside the support.</summary>
    protected abstract double SecondDerivativeInside(double x);

    /// <summary>The cumulative probability for x inside the support.</summary>
    protected abstract double CumulativeInside(double x);

    /// <summary>The quantile for a probability strictly between 0 and 1.</summary>
    protected abstract double QuantileInside(double probability);

    private protected static string Show(double number) => number.ToString("0.########", CultureInfo.InvariantCulture);

    private protected static double RequirePositive(double value, string what) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(what, value, $"The {what} of a distribution must be a positive number.");

    private protected static double RequireFinite(double value, string what) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(what, value, $"The {what} of a distribution must be a finite number.");
}
