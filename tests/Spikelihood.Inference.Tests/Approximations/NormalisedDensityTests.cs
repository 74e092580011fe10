using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Tests.Evidence;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Approximations;

public class NormalisedDensityTests
{
    public static TheoryData<string> Names => ["normal", "student", "mixture", "banana", "prior"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_and_density_belong_together_and_the_density_is_normalised(string name)
    {
        // The mean of q(x)/p(x) over draws of p is one for every normalised q inside p's support; q is a narrow normal around p's draws.
        var density = Density(name);
        var rng = new Rng(2, StreamPurpose.Test, 0);
        double[] position = new double[2], gradient = new double[2], centre = new double[2];
        density.Draw(ref rng, centre);
        var narrow = MultivariateNormal.TryCreate(centre, [0.04, 0.01, 0.01, 0.04])!;
        double sum = 0, squares = 0;
        const int draws = 100_000;
        for (var draw = 0; draw < draws; draw++)
        {
            density.Draw(ref rng, position);
            var ratio = Math.Exp(narrow.Evaluate(position, gradient) - density.Evaluate(position, gradient));
            sum += ratio;
            squares += ratio * ratio;
        }

        var mean = sum / draws;
        var error = Math.Sqrt((squares / draws - mean * mean) / draws);
        error.ShouldBeLessThan(0.1);
        mean.ShouldBe(1, 4.5 * error);
    }

    [Fact]
    public void A_covariance_that_is_not_positive_definite_makes_no_normal_distribution()
    {
        MultivariateNormal.TryCreate([0, 0], [1, 1, 1, 1]).ShouldBeNull();
        MultivariateNormal.TryCreate([0, 0], [1, 2, 2, 1]).ShouldBeNull();
        MultivariateNormal.TryCreate([0, 0], [1, 0, 0, double.NaN]).ShouldBeNull();
        MultivariateNormal.TryCreate([0, 0], [1e-20, 0, 0, 1e20]).ShouldNotBeNull();
    }

    [Fact]
    public void A_normal_distribution_is_fitted_to_fewer_draws_than_coordinates()
    {
        var truth = KnownTarget.Normal(12);
        var rng = new Rng(3, StreamPurpose.Test, 0);
        var draws = new ImmutableArray<double>[8];
        for (var draw = 0; draw < draws.Length; draw++)
        {
            var position = new double[12];
            truth.Draw(ref rng, position);
            draws[draw] = [.. position];
        }

        var fit = MultivariateNormal.TryFit(draws)!;
        for (var i = 0; i < 12; i++)
        {
            (fit.Covariance[i * 13] / truth.Covariance[i * 13]).ShouldBeInRange(0.1, 5);
        }
    }

    private static INormalisedDensity Density(string name) => name switch
    {
        "normal" => MultivariateNormal.TryCreate([1, -2], [2, 0.6, 0.6, 0.5])!,
        "student" => new MultivariateStudent(MultivariateNormal.TryCreate([1, -2], [2, 0.6, 0.6, 0.5])!, 3),
        "mixture" => new MixtureDensity(
            [MultivariateNormal.TryCreate([1, -2], [2, 0.6, 0.6, 0.5])!, MultivariateNormal.TryCreate([-2, 1], [0.3, 0, 0, 0.5])!], [1, 3]),
        "banana" => new Banana(0.7, 0.5),
        _ => new PriorDensity(Priors, Priors),
    };

    private static ParameterSpace Priors { get; } = new([new Parameter("a", "", new Gamma(3, 0.5)), new Parameter("b", "", new Normal(1, 0.7))]);
}
