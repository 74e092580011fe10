using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Evidence;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Evidence;

public class ParetoSmoothedWeightsTests
{
    /// <summary>The largest twenty of a hundred log ratios, and what the R package loo makes of them (both relative to the largest ratio).</summary>
    private static readonly double[] Tail =
    [
        -2.99800866573995, -2.95818083027794, -2.83994117100258, -2.77722249820924, -2.74024139524875, -2.7318158807467, -2.71577267041072,
        -2.66391328183378, -2.62738195564941, -2.59018538938748, -2.33487691705024, -2.20785342121582, -2.17545907545608, -2.06156037889818,
        -1.64051190289183, -1.45922773174626, -1.37687465350847, -1.18832703957184, -0.773042236304335, 0,
    ];

    private static readonly double[] Smoothed =
    [
        -3.01918021688078, -2.96532035254991, -2.90951591025097, -2.85151718673147, -2.79102923559678, -2.72769981748855, -2.66110306531575,
        -2.59071688929131, -2.51589099399911, -2.43580038738999, -2.34937567092823, -2.25519460495549, -2.15130581516063, -2.03492618209314,
        -1.90188460651689, -1.74550409484869, -1.55406315308333, -1.30389813893124, -0.934137936804498, -0.164374913822023,
    ];

    [Fact]
    public void The_tail_is_smoothed_as_by_the_R_package_loo()
    {
        const double cutoff = -3.04544886711793, shift = 700;
        double[] ratios = [.. Enumerable.Range(0, 80).Select(i => shift + cutoff - 0.01 * i), .. Tail.Select(log => log + shift)];
        var weights = ParetoSmoothedWeights.Of(ratios);
        for (var i = 0; i < 20; i++)
        {
            Math.Log(weights.Weights[80 + i] / weights.Weights[0]).ShouldBe(Smoothed[i] - cutoff, 1e-6);
        }

        weights.Weights.Sum().ShouldBe(1, 1e-12);
        Math.Log(weights.Weights[7] / weights.Weights[0]).ShouldBe(-0.07, 1e-9);
        var total = Enumerable.Range(0, 80).Sum(i => Math.Exp(cutoff - 0.01 * i)) + Smoothed.Sum(Math.Exp);
        weights.LogMeanRatio.ShouldBe(shift + Math.Log(total / 100), 1e-6);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.2)]
    public void A_generalised_Pareto_distribution_is_found_from_its_draws(double shape)
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        double[] excesses = [.. Enumerable.Range(0, 20_000).Select(_ => new GeneralisedPareto(shape, 3).Quantile(rng.NextDouble())).Order()];
        var fit = GeneralisedPareto.Fit(excesses);
        fit.Shape.ShouldBe(shape, 0.035);
        fit.Scale.ShouldBe(3, 0.12);
    }

    [Theory]
    [InlineData(0.3, true)]
    [InlineData(0.9, false)]
    public void The_shape_of_the_weights_tail_judges_them(double shape, bool reliable)
    {
        // U^-k has a Pareto tail of shape k; its mean is 1/(1 - k).
        var rng = new Rng(2, StreamPurpose.Test, 0);
        double[] ratios = [.. Enumerable.Range(0, 40_000).Select(_ => -shape * Math.Log(1 - rng.NextDouble()))];
        var weights = ParetoSmoothedWeights.Of(ratios);
        weights.Shape.ShouldBe(shape, 0.12);
        weights.IsReliable.ShouldBe(reliable);
        if (reliable)
        {
            weights.LogMeanRatio.ShouldBe(-Math.Log(1 - shape), 4 * weights.LogMeanRatioError);
        }
    }

    [Fact]
    public void Smoothing_makes_estimates_from_a_narrow_proposal_scatter_less()
    {
        // Target N(0, 1), proposal N(0, 0.75²): weights with k = 1 - 0.75² = 0.44.
        double raw = 0, smoothed = 0;
        for (ulong repeat = 0; repeat < 60; repeat++)
        {
            var rng = new Rng(3, StreamPurpose.Test, repeat);
            var ratios = new double[400];
            for (var i = 0; i < ratios.Length; i++)
            {
                var z = rng.NextNormal();
                ratios[i] = 0.5 * z * z * (1 - 0.75 * 0.75) + Math.Log(0.75);
            }

            raw += Math.Pow(Math.Log(ratios.Average(Math.Exp)), 2);
            smoothed += Math.Pow(ParetoSmoothedWeights.Of(ratios).LogMeanRatio, 2);
        }

        smoothed.ShouldBeLessThan(0.95 * raw);
    }

    [Fact]
    public void Equal_weights_need_no_smoothing()
    {
        var rng = new Rng(4, StreamPurpose.Test, 0);
        var weights = ParetoSmoothedWeights.Of([.. Enumerable.Range(0, 500).Select(_ => -3e4 + 1e-11 * rng.NextDouble())]);
        (weights.Shape, weights.IsReliable).ShouldBe((0, true));
        weights.EffectiveDraws.ShouldBe(500, 1e-6);
        weights.LogMeanRatio.ShouldBe(-3e4, 1e-9);
        weights.LogMeanRatioError.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Draws_without_a_finite_ratio_have_no_weight()
    {
        double[] ratios = [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? double.NaN : i % 3 == 1 ? double.NegativeInfinity : 0.01 * i)];
        var weights = ParetoSmoothedWeights.Of(ratios);
        weights.Weights.Where((_, i) => i % 3 != 2).ShouldAllBe(weight => weight == 0);
        weights.EffectiveDraws.ShouldBeInRange(25, 33);
        Should.Throw<ArgumentException>(() => ParetoSmoothedWeights.Of([double.NaN]));
    }

    [Fact]
    public void Too_few_draws_cannot_be_judged()
    {
        var weights = ParetoSmoothedWeights.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        weights.Shape.ShouldBe(double.PositiveInfinity);
        weights.IsReliable.ShouldBeFalse();
    }

    [Fact]
    public void Resampling_takes_each_draw_as_often_as_its_weight_says()
    {
        var weights = ParetoSmoothedWeights.Of([Math.Log(1), Math.Log(2), Math.Log(5), double.NegativeInfinity]);
        var counts = weights.Resample(800, 0.37).CountBy(draw => draw).ToDictionary();
        counts[0].ShouldBeInRange(100, 101);
        counts[1].ShouldBeInRange(199, 201);
        counts[2].ShouldBeInRange(499, 501);
        counts.ContainsKey(3).ShouldBeFalse();
    }

    [Fact]
    public void An_approximation_that_fits_and_one_that_does_not_are_told_apart()
    {
        var target = new KnownTarget(KnownTarget.Normal(5), 42);
        var rng = new Rng(5, StreamPurpose.Test, 0);
        var good = ImportanceSample.Take(target, new MultivariateStudent(KnownTarget.Normal(5), 20), 2000, ref rng, Workers.One)!;
        good.Smoothed.IsReliable.ShouldBeTrue();
        good.LogEvidence.ShouldBe(42, 4 * good.LogEvidenceError);
        good.LogEvidenceError.ShouldBeLessThan(0.02);
        var bad = ImportanceSample.Take(target, KnownTarget.Normal(5, spread: 0.4), 2000, ref rng, Workers.One)!;
        bad.Smoothed.Shape.ShouldBeGreaterThan(0.7);
        bad.Smoothed.IsReliable.ShouldBeFalse();
    }
}
