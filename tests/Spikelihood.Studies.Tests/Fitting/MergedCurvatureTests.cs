using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Tests.Fitting;

public class MergedCurvatureTests
{
    [Fact]
    public void The_curvature_from_merged_cohorts_is_that_from_all_of_them()
    {
        var study = SmallStudy.Of(
            "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 6 s, seed: 5}",
            "[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]", "burn_in: 2 s",
            model: SmallStudy.Model.Replace("age_bins: [150, 60]", "age_bins: [700, 150]", StringComparison.Ordinal)
                .Replace("J_theta: 0.3, tau_theta: 60 ms", "J_theta: 1, tau_theta: 0.5 s", StringComparison.Ordinal));
        var problem = new MesoGifProblem(study, study.Load());
        var position = new double[problem.Inferred.Length];
        problem.Coordinates.ToPosition(problem.OwnValues(), position);
        var merged = problem.OfAllDataMerged(Workers.One).ShouldNotBeNull();
        var (exactly, nearly) = (Shape(problem.OfAllData(Workers.One)), Shape(merged));
        for (var entry = 0; entry < exactly.Length; entry++)
        {
            var (i, j) = (entry / position.Length, entry % position.Length);
            var size = Math.Sqrt(Math.Abs(exactly[i * (position.Length + 1)] * exactly[j * (position.Length + 1)]));
            nearly[entry].ShouldBe(exactly[entry], 1e-5 * size, $"{problem.Parameters.Parameters[i].Name}, {problem.Parameters.Parameters[j].Name}");
        }

        ImmutableArray<double> Shape(Posterior density) =>
            Hessian.Measure(density, position, Workers.One, new HessianOptions { Scales = problem.Scales }).Matrix;
    }
}
