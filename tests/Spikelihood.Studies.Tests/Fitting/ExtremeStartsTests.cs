using System.Collections.Immutable;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Starts;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Fitting;

/// <summary>The 36 parameters of four populations, from places where exponentials overflow or vanish.</summary>
public class ExtremeStartsTests
{
    private static readonly double[] Sizes = [40, 300, 800];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Starts_far_beyond_the_numbers_of_a_computer_end_and_leave_the_good_one_its_optimum()
    {
        var study = FourPopulations("");
        var problem = new MesoGifProblem(study, study.Load());
        problem.Inferred.Length.ShouldBe(36);
        var full = problem.OfAllData(Workers.One);
        var truth = new double[36];
        problem.Coordinates.ToPosition(problem.OwnValues(), truth);
        var atTruth = full.Evaluate(truth, new double[36]);
        double.IsFinite(atTruth).ShouldBeTrue();

        ImmutableArray<double>[] starts = [[.. truth], .. Extremes(problem, truth)];
        var stages = FitStages.Plan(problem, full, study.Fit.BurnIn, 2);
        var results = new MultiStart(stages.Stages, new Workers(2)).Run(starts, cancellation: Stop);
        results.ShouldAllBe(result => result.IsFinite || result.End == OptimisationEnd.NotFinite || result.End == OptimisationEnd.Abandoned);
        results.Count(result => result.End == OptimisationEnd.NotFinite).ShouldBeGreaterThan(10);
        var best = results.Where(result => result.OnFinalDensity && result.IsFinite).MaxBy(result => result.Value)!;
        best.Value.ShouldBeGreaterThan(atTruth);
        best.Position.ShouldAllBe(coordinate => double.IsFinite(coordinate));
    }

    [Fact]
    public void A_fit_survives_priors_as_wide_as_the_sea()
    {
        var study = FourPopulations("priors: {w: {normal: [0, 1e5]}, delta_u: {log10_normal: [-2, 3]}, tau_m: {log10_normal: [-2, 9]}, c: {log10_normal: [1, 100]}}");
        var fit = new FitRunner(study, study.Load(), 3, Workers.One).Run(cancellation: Stop);
        double.IsFinite(fit.Best.LogPosterior).ShouldBeTrue();
        fit.Best.Parameters.Values.ShouldAllBe(value => double.IsFinite(value));
        fit.Starts.Length.ShouldBe(5);
        fit.Starts.Where(start => double.IsFinite(start.LogPosterior)).ShouldAllBe(start => start.LogPosterior <= fit.Best.LogPosterior);
    }

    /// <summary>The truth with each sort of coordinate moved far out, everywhere or for one population.</summary>
    private static IEnumerable<ImmutableArray<double>> Extremes(MesoGifProblem problem, double[] truth)
    {
        var families = problem.Inferred.Select(place => problem.Layout.All[place].Family).ToArray();
        foreach (var family in families.Distinct())
        {
            foreach (var size in Sizes)
            {
                foreach (var sign in new[] { -1, 1 })
                {
                    var all = truth.Select((value, i) => families[i] == family ? sign * (family == "w" ? Math.Pow(10, size / 3) : size) : value);
                    yield return [.. all];
                    var first = Array.IndexOf(families, family);
                    yield return [.. truth.Select((value, i) => i == first ? value + sign * size : value)];
                }
            }
        }

        yield return [.. truth.Select(_ => double.NaN)];
        yield return [.. truth.Select(_ => double.PositiveInfinity)];
        yield return [.. truth.Select(_ => -800.0)];
    }

    private static StudyDescription FourPopulations(string more)
    {
        var model = File.ReadAllText(Example.Shipped("four-population.model.yaml")).Replace("time_step: 1 ms", "time_step: 1 ms\nage_bins: [80, 60, 80, 60]", StringComparison.Ordinal);
        return SmallStudy.Of(
            "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0, 0, 0.25, 0.1], frequency: 2, noise: 4}, duration: 400 ms, seed: 5}",
            "[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]",
            "starts: 5, burn_in: 0.1 s, iterations: 3",
            more,
            model);
    }
}
