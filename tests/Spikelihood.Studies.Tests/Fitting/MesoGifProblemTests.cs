using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Tests.Fitting;

public class MesoGifProblemTests
{
    private const string Short = "simulate: {level: meso, duration: 0.3 s, seed: 5}";

    private static readonly string TwoComponents = SmallStudy.Model.Replace(
        "J_theta: 0.3, tau_theta: 60 ms", "J_theta: [0.3, 0.1], tau_theta: [20 ms, 60 ms]", StringComparison.Ordinal);

    [Fact]
    public void Priors_are_those_of_table_7_unless_the_study_says_otherwise()
    {
        var problem = Problem("[w, tau_m, c]", "priors: {w: {normal: [0, 3]}, \"w[E,I]\": {normal: [-5, 2]}, \"tau_m[I]\": {gamma: [2, 0.01]}}");
        string Prior(string name) => problem.Parameters[name].Prior.Describe();
        Prior("w[E,E]").ShouldBe("N(0, 3²)");
        Prior("w[E,I]").ShouldBe("N(-5, 2²)");
        Prior("w[I,I]").ShouldBe("N(0, 3²)");
        Prior("tau_m[E]").ShouldBe(new Numerics.Distributions.Log10Normal(-2, 2).Describe());
        Prior("tau_m[I]").ShouldBe(new Numerics.Distributions.Gamma(2, 0.01).Describe());
        Prior("c[E]").ShouldBe(new Numerics.Distributions.Gamma(2, 5).Describe());
    }

    [Fact]
    public void The_narrower_name_wins_whichever_comes_first()
    {
        var problem = Problem("[w]", "priors: {\"w[E,I]\": {normal: [-5, 2]}, w: {normal: [0, 3]}}");
        problem.Parameters["w[E,I]"].Prior.Describe().ShouldBe("N(-5, 2²)");
        problem.Parameters["w[E,E]"].Prior.Describe().ShouldBe("N(0, 3²)");
    }

    [Fact]
    public void A_prior_of_a_population_holds_for_all_its_adaptation_components()
    {
        var problem = Problem("[\"J_theta[E]\", tau_theta]", "priors: {\"J_theta[E]\": {gamma: [3, 0.2]}}", TwoComponents);
        problem.Parameters.Parameters.Select(parameter => parameter.Name).ShouldBe(["J_theta[E,1]", "J_theta[E,2]", "tau_theta[E,1]", "tau_theta[E,2]"]);
        problem.Parameters["J_theta[E,1]"].Prior.Describe().ShouldBe(new Numerics.Distributions.Gamma(3, 0.2).Describe());
        problem.Parameters["J_theta[E,2]"].Prior.Describe().ShouldBe(new Numerics.Distributions.Gamma(3, 0.2).Describe());
    }

    [Theory]
    [InlineData("tau_m", "tau_m")]
    [InlineData("c[I]", "c")]
    [InlineData("J_theta", "J_theta")]
    public void A_positive_parameter_cannot_have_a_prior_that_allows_negative_values(string target, string infer)
    {
        Should.Throw<InputException>(() => Problem($"[{infer}]", $"priors: {{\"{target}\": {{normal: [0.01, 1]}}}}"))
            .Message.ShouldEndWith($", priors.{target}: {target} is positive, but a normal prior allows negative values; use log10_normal or gamma");
    }

    [Fact]
    public void Only_what_is_inferred_varies()
    {
        var problem = Problem("[\"tau_m[I]\", c]");
        problem.Parameters.Parameters.Select(parameter => parameter.Name).ShouldBe(["tau_m[I]", "c[E]", "c[I]"]);
        problem.OwnValues().ShouldBe([0.01, 10, 10]);
        var network = problem.Network([0.02, 3, 4]);
        network.Populations[1].MembraneTimeConstant.ShouldBe(0.02);
        network.Populations.Select(population => population.EscapeRate).ShouldBe([3, 4]);
        problem.Layout.Read(network).Zip(problem.Layout.Read(problem.Network(problem.OwnValues()))).Count(pair => pair.First != pair.Second).ShouldBe(3);
    }

    [Fact]
    public void The_posterior_of_all_data_is_likelihood_prior_and_Jacobian()
    {
        var study = SmallStudy.Of(Short, "[w, tau_m, c, delta_u]", "burn_in: 0.1 s");
        var data = study.Load();
        var problem = new MesoGifProblem(study, data);
        var (natural, position) = (problem.OwnValues(), new double[problem.Inferred.Length]);
        problem.Coordinates.ToPosition(natural, position);
        var parts = problem.OfAllData(Workers.One).Parts(position, new double[position.Length]);
        var likelihood = new MesoGifLikelihood(data.Network, data.Counts, data.Stimulus, 100, Workers.One);
        parts.LogLikelihood.ShouldBe(likelihood.Value(likelihood.Layout.Read(data.Network)), 1e-9);
        parts.LogPrior.ShouldBe(problem.Parameters.Parameters.Zip(natural).Sum(pair => pair.First.Prior.LogDensity(pair.Second)), 1e-9);
        // w = W delta_u, log tau_m, log delta_u, and c = exp(a - drive / delta_u).
        var jacobian = 4 * Math.Log(5) + 2 * Math.Log(0.01) + 2 * Math.Log(5) + 2 * Math.Log(10);
        parts.LogJacobian.ShouldBe(jacobian, 1e-9);
        problem.ScoredDuration.ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void A_shortened_memory_never_cuts_into_the_refractory_period()
    {
        // At a time step of 0.1 ms a refractory period of 20 ms is 200 steps, a third of the window less.
        var model = SmallStudy.Model.ReplaceLineEndings("\n").Replace("time_step: 1 ms\nage_bins: [150, 60]", "time_step: 0.1 ms\nage_bins: [500, 400]", StringComparison.Ordinal)
            .Replace("t_ref: 2 ms", "t_ref: 20 ms", StringComparison.Ordinal);
        var study = SmallStudy.Of(Short.Replace("0.3 s", "0.1 s", StringComparison.Ordinal), "[tau_m, c]", "burn_in: 20 ms", model: model);
        var problem = new MesoGifProblem(study, study.Load());
        var position = new double[problem.Inferred.Length];
        problem.Coordinates.ToPosition(problem.OwnValues(), position);
        var gradient = new double[position.Length];
        var (near, exact) = (problem.OfBeginning(0.02, 0.08, 0.3).Evaluate(position, gradient), problem.OfAllData(Workers.One).Evaluate(position, gradient));
        near.ShouldBe(exact, 0.05 * Math.Abs(exact));
    }

    private static MesoGifProblem Problem(string infer, string more = "report: {trials: 4}", string model = SmallStudy.Model)
    {
        var study = SmallStudy.Of(Short, infer, "burn_in: 0.1 s", more, model);
        return new(study, study.Load());
    }
}
