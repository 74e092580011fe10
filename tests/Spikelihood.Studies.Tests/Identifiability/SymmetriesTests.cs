using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Identifiability;

namespace Spikelihood.Studies.Tests.Identifiability;

public class SymmetriesTests
{
    [Theory]
    [InlineData("[w, p, R, u_rest, tau_m, u_th, u_r, c, delta_u, tau_s, J_theta, tau_theta]", 10)]
    [InlineData("[p, R, u_rest, u_r, c, delta_u, J_theta]", 4)]
    [InlineData("[w, R, u_th, u_r, delta_u, J_theta]", 2)]
    [InlineData("[tau_m, tau_s, c]", 0)]
    public void Every_symmetry_leaves_the_likelihood_as_it_is_however_far_one_goes(string infer, int count)
    {
        var study = SmallStudy.Of("simulate: {level: meso, stimulus: {kind: ou, mean: 0.1, tau: 0.1, noise: 0.1}, duration: 0.5 s}", infer, "burn_in: 0.1 s",
            model: SmallStudy.Model.Replace("u_r: 0", "u_r: 2", StringComparison.Ordinal));
        var data = study.Load();
        var problem = new MesoGifProblem(study, data);
        var likelihood = new MesoGifLikelihood(data.Network, data.Counts, data.Stimulus, data.From, Workers.One);
        var values = problem.Layout.Read(data.Network);
        var here = likelihood.Value(values);
        var input = ImmutableArray.Create(0.1, 0.1);
        var symmetries = new Symmetries(problem.Layout, data.Network.Names, problem.Inferred).At(values, input)
            .Where(symmetry => !symmetry.Words.StartsWith("the input", StringComparison.Ordinal)).ToArray();
        symmetries.Length.ShouldBe(count);
        foreach (var symmetry in symmetries)
        {
            foreach (var distance in new[] { -0.8, 0.05, 1.5 })
            {
                var there = symmetry.Move(values, distance);
                there.ShouldNotBe(values);
                likelihood.Value(there).ShouldBe(here, 1e-9 * Math.Abs(here), symmetry.Words);
                Enumerable.Range(0, values.Length).Where(i => there[i] != values[i]).ShouldBeSubsetOf(problem.Inferred);
            }

            symmetry.Move(values, 0).ShouldBe(values);
        }

        // The likelihood is not simply deaf: half a rescaling is none.
        var broken = (double[])values.Clone();
        broken[problem.Layout.NoiseLevel(0)] *= 1.05;
        Math.Abs(likelihood.Value(broken) - here).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void The_symmetry_of_a_constant_input_is_only_a_candidate_when_the_input_varies()
    {
        var study = SmallStudy.Of(infer: "[R, u_rest]");
        var data = study.Load();
        var problem = new MesoGifProblem(study, data);
        new Symmetries(problem.Layout, data.Network.Names, problem.Inferred).At(problem.Layout.Read(data.Network), [0.1, 0.1]).Count().ShouldBe(2);
        IdentifiabilityAnalysis.Of(problem, data, problem.OwnValues(), "here", Workers.One).Open.ShouldBeEmpty();
    }
}
