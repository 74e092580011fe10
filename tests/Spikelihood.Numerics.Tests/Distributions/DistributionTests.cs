using Spikelihood.Numerics.Differentiation;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Tests.Distributions;

public class DistributionTests
{
    private static readonly double[] Probabilities = [1e-6, 0.01, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999];

    public static TheoryData<Distribution> All() =>
    [
        new Normal(15, 10), new LogNormal(0.3, 0.8), new Log10Normal(-2, 2), new Gamma(2, 5), new Gamma(0.3, 2), new Gamma(1, 0.5),
        new Gamma(40, 0.1), new Beta(2.5, 0.7), new Beta(3, 8), new Uniform(-2, 5),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void The_quantile_inverts_the_cumulative_probability(Distribution distribution)
    {
        foreach (var probability in Probabilities)
        {
            distribution.Cumulative(distribution.Quantile(probability)).ShouldBe(probability, 1e-12);
        }

        distribution.Quantile(0).ShouldBe(distribution.Support.Lower);
        distribution.Quantile(1).ShouldBe(distribution.Support.Upper);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_density_is_the_slope_of_the_cumulative_probability(Distribution distribution)
    {
        foreach (var probability in Probabilities)
        {
            var x = distribution.Quantile(probability);
            var slope = FiniteDifferences.Derivative(distribution.Cumulative, x, 0.02 * (distribution.Quantile(0.6) - distribution.Quantile(0.4)));
            if (slope.Error < 1e-6 * Math.Abs(slope.Value))
            {
                Math.Exp(distribution.LogDensity(x)).ShouldBe(slope.Value, 1e-5 * slope.Value);
            }
        }

        // The middle is always measurable, so the loop cannot pass by skipping.
        var middle = distribution.Quantile(0.5);
        Math.Exp(distribution.LogDensity(middle)).ShouldBe(
            FiniteDifferences.Derivative(distribution.Cumulative, middle).Value, 1e-7 * Math.Exp(distribution.LogDensity(middle)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Samples_follow_the_cumulative_probability(Distribution distribution)
    {
        const int Draws = 20_000;
        var rng = new Rng(5, StreamPurpose.Test, (ulong)distribution.Describe().Length);
        var ranks = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            ranks[draw] = distribution.Cumulative(distribution.Sample(ref rng));
        }

        Array.Sort(ranks);
        var gap = ranks.Select((rank, index) => Math.Max((index + 1.0) / Draws - rank, rank - (double)index / Draws)).Max();
        (gap * Math.Sqrt(Draws)).ShouldBeLessThan(2.0, "Kolmogorov-Smirnov: 1.95 has probability 0.001");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Outside_the_support_the_density_is_zero(Distribution distribution)
    {
        distribution.LogDensity(double.NaN).ShouldBe(double.NegativeInfinity);
        distribution.LogDensity(double.PositiveInfinity).ShouldBe(double.NegativeInfinity);
        if (double.IsFinite(distribution.Support.Lower))
        {
            distribution.LogDensity(distribution.Support.Lower - 1).ShouldBe(double.NegativeInfinity);
            distribution.LogDensityDerivative(distribution.Support.Lower - 1).ShouldBe(double.NaN);
            distribution.Cumulative(distribution.Support.Lower - 1).ShouldBe(0);
        }
    }

    [Fact]
    public void Densities_and_quantiles_equal_known_values()
    {
        // The normal quantile is tabulated; the gamma ones solve 1 - exp(-x/5)(1 + x/5) = p by bisection elsewhere.
        new Normal(0, 4).Quantile(0.975).ShouldBe(7.839855938160217, 1e-12);
        new Gamma(2, 5).Quantile(0.025).ShouldBe(1.211046392719822, 1e-10);
        new Gamma(2, 5).Quantile(0.5).ShouldBe(8.391734950083302, 1e-10);
        new Gamma(2, 5).Quantile(0.975).ShouldBe(27.858216954694473, 1e-10);
        new Gamma(3, 1.5).LogDensity(2.2).ShouldBe(Math.Log(2.2 * 2.2 * Math.Exp(-2.2 / 1.5) / (2 * 1.5 * 1.5 * 1.5)), 1e-13);
        Math.Log10(new Log10Normal(-2, 2).Quantile(0.975)).ShouldBe(-2 + 2 * 1.959963984540054, 1e-12);
    }

    [Fact]
    public void A_distribution_describes_itself_in_the_notation_of_the_paper()
    {
        new Normal(0, 4).Describe().ShouldBe("N(0, 4²)");
        new Log10Normal(-2, 2).Describe().ShouldBe("log10 ~ N(-2, 2²)");
        new Gamma(2, 0.5).Describe().ShouldBe("Gamma(2, 0.5)");
        new Uniform(0, 1).Describe().ShouldBe("Uniform(0, 1)");
        new Beta(2, 3).Describe().ShouldBe("Beta(2, 3)");
        new LogNormal(0, 1).Describe().ShouldBe("log ~ N(0, 1²)");
    }

    [Fact]
    public void Impossible_distributions_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Normal(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Gamma(-1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new Uniform(2, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new Log10Normal(double.NaN, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Normal(0, 1).Quantile(1.5));
    }
}
