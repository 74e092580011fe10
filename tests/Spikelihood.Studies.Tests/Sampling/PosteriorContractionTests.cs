using Spikelihood.Inference.Parameters;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Sampling;

public class PosteriorContractionTests
{
    private static readonly Distribution[] Priors =
    [
        new Normal(3, 2), new LogNormal(0.4, 0.7), new Log10Normal(-2, 0.5), new Gamma(2, 5), new Gamma(0.7, 0.2), new Gamma(30, 1), new Uniform(-1, 2), new Beta(2, 3.5),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Priors.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Draws_of_the_prior_itself_have_not_contracted(int which)
    {
        const int Count = 40_000;
        var rng = new Rng(11, StreamPurpose.Test, (ulong)which);
        var values = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            values[i] = Priors[which].Sample(ref rng);
        }

        var draws = new PosteriorDraws(["x"], [new([.. values], [.. new double[Count]], [])]);

        // A variance from so many draws is known to about a hundredth, a little worse for logarithms with a heavy tail.
        Contraction(Priors[which], draws).ShouldBe(0, 0.04);
    }

    [Fact]
    public void It_is_exact_for_exact_variances()
    {
        Contraction(new Normal(0, 4), FactorialDraws.Of(3, ("x", z => 7 + z[1]))).ShouldBe(1 - 1.0 / 16, 1e-12);
        Contraction(new Log10Normal(-2, 2), FactorialDraws.Of(3, ("x", z => Math.Exp(0.1 * z[0])))).ShouldBe(1 - Math.Pow(0.1 / (2 * Math.Log(10)), 2), 1e-12);

        // The logarithm of a gamma variate of shape 2 has the variance pi^2 / 6 - 1.
        Contraction(new Gamma(2, 5), FactorialDraws.Of(3, ("x", z => 9 * Math.Exp(0.3 * z[2])))).ShouldBe(1 - 0.09 / (Math.PI * Math.PI / 6 - 1), 1e-12);
        Contraction(new Uniform(0, 1), FactorialDraws.Of(3, ("x", z => 0.5 + 0.1 * z[2]))).ShouldBe(1 - 0.01 * 12, 1e-12);
    }

    [Fact]
    public void A_posterior_wider_than_its_prior_is_below_0() =>
        Contraction(new Normal(0, 1), FactorialDraws.Of(2, ("x", z => 2 * z[0]))).ShouldBe(-3, 1e-12);

    private static double Contraction(Distribution prior, PosteriorDraws draws) =>
        PosteriorContraction.Of(new ParameterSpace([new("x", "mV", prior)]), draws)["x"];
}
