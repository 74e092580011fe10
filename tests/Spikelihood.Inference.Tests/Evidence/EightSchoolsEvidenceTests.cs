using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.Sampling.Posteriors;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Evidence;

/// <summary>Four ways to the evidence of a real posterior that is anything but normal, each against quadrature.</summary>
public class EightSchoolsEvidenceTests
{
    private static readonly EightSchoolsNoncentred Density = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Bridge_sampling_from_chains_agrees_with_quadrature()
    {
        var options = new SamplingOptions { Draws = 1000, Warmup = 500, TargetAcceptance = 0.9 };
        var runner = new ChainRunner(Density, options, 1, Workers.One);
        var chains = runner.Run([.. Enumerable.Range(0, 4).Select(_ => new ChainStart([.. new double[10]]))], cancellation: Stop);
        ImmutableArray<ChainState>[] draws = [.. chains.Select(chain => chain.Draws)];
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var estimate = BridgeSampling.Estimate(Density, draws, ref rng, Workers.One, cancellation: Stop)!;
        estimate.LogEvidence.ShouldBe(Quadrature(), 4 * estimate.Error);
        estimate.Error.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Tempered_particles_agree_with_quadrature_and_have_the_posterior_s_moments()
    {
        var variances = new double[100];
        for (var i = 0; i < 10; i++)
        {
            variances[i * 11] = i == 8 ? 25 : i == 9 ? 2 : 1;
        }

        var start = new MultivariateStudent(MultivariateNormal.TryCreate([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], variances)!, 5);
        var options = new TemperedSmcOptions { Particles = 800 };
        var result = TemperedSmc.Run(Density, start, 1, Workers.One, options, cancellation: Stop)!;
        result.LogEvidence.ShouldBe(Quadrature(), 4 * result.LogEvidenceError);
        result.LogEvidenceError.ShouldBeLessThan(0.12);
        foreach (var name in new[] { "mu", "theta[1]" })
        {
            var (mean, sd) = Density.Exact(name);
            var place = Array.IndexOf(Density.Parameters, name);
            var found = result.Particles.Sum(particle => particle.Weight * Density.Natural(particle.Position.AsSpan())[place]);
            found.ShouldBe(mean, 0.2 * sd);
        }
    }

    [Fact]
    public void Weighted_Pathfinder_draws_come_near_and_their_tail_tells_how_near()
    {
        var starts = Enumerable.Range(0, 8).Select(n =>
        {
            var rng = new Rng(1, StreamPurpose.Test, (ulong)n);
            return ImmutableArray.Create([.. Enumerable.Range(0, 10).Select(_ => 2 * rng.NextNormal())]);
        }).ToArray();
        var result = MultiPathfinder.Run(Density, starts, 2000, 1, Workers.One, cancellation: Stop)!;
        result.Sample!.Smoothed.Shape.ShouldBeInRange(0.4, 1);
        result.Sample.LogEvidence.ShouldBe(Quadrature(), 0.4);
        foreach (var path in result.Paths)
        {
            // A lower bound, up to the noise of five draws.
            path!.Elbo.ShouldBeInRange(Quadrature() - 6, Quadrature() + 0.5);
        }
    }

    /// <summary>log ∫ N(y | 0, diag(σ² + τ²) + 25 · 11ᵀ) HalfCauchy(τ | 5) dτ by the trapezium rule over log τ, which is as good as exact for it.</summary>
    private static double Quadrature()
    {
        double[] effects = [28, 8, -3, 7, -1, 1, 18, 12], errors = [15, 10, 16, 11, 9, 11, 10, 18];
        const double step = 0.02;
        var sum = 0.0;
        for (var u = -25.0; u < 15; u += step)
        {
            var tau = Math.Exp(u);
            double logDeterminant = 0, squares = 0, weights = 0, weighted = 0;
            for (var j = 0; j < 8; j++)
            {
                var variance = errors[j] * errors[j] + tau * tau;
                logDeterminant += Math.Log(variance);
                squares += effects[j] * effects[j] / variance;
                weights += 1 / variance;
                weighted += effects[j] / variance;
            }

            // The common mean adds a matrix of rank one: determinant lemma and Sherman-Morrison.
            logDeterminant += Math.Log(1 + 25 * weights);
            squares -= weighted * weighted / (weights + 1 / 25.0);
            var prior = 2 / (Math.PI * 5 * (1 + tau * tau / 25));
            sum += step * tau * prior * Math.Exp(-0.5 * (8 * Math.Log(2 * Math.PI) + logDeterminant + squares));
        }

        return Math.Log(sum);
    }
}
