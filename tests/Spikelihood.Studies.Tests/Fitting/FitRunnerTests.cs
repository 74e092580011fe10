using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Tests.Fitting;

public class FitRunnerTests
{
    private static readonly Lazy<FitRecord> Small = new(() => Fit(SmallStudy.Of()));

    [Fact]
    public void The_best_is_at_least_as_probable_as_the_truth_and_near_it()
    {
        var fit = Small.Value;
        fit.Parameters.Select(parameter => parameter.Name).ShouldBe(["tau_m[E]", "tau_m[I]", "c[E]", "c[I]", "delta_u[E]", "delta_u[I]"]);
        var truth = fit.Truth.ShouldNotBeNull();
        fit.Best.LogPosterior.ShouldBeGreaterThan(truth.LogPosterior);
        // Six parameters: half a chi-squared variable with six degrees of freedom, plus what the prior pulls.
        (fit.Best.LogPosterior - truth.LogPosterior).ShouldBeLessThan(12);
        foreach (var parameter in fit.Parameters)
        {
            var error = fit.StandardErrors[parameter.Name].ShouldNotBeNull();
            error.ShouldBeGreaterThan(0);
            Math.Abs(fit.Best.Parameters[parameter.Name] - truth.Parameters[parameter.Name]).ShouldBeLessThan(4 * error, parameter.Name);
        }

        fit.Best.GradientNorm.ShouldBeLessThan(1);
        fit.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_correlation_matrix_is_one()
    {
        var rows = Small.Value.Correlation.ShouldNotBeNull();
        for (var i = 0; i < 6; i++)
        {
            rows[i][i].ShouldBe(1);
            for (var j = 0; j < i; j++)
            {
                rows[i][j].ShouldBe(rows[j][i], 1e-9);
                Math.Abs(rows[i][j]).ShouldBeLessThan(1);
            }
        }
    }

    [Fact]
    public void Every_start_says_how_it_ended()
    {
        var fit = Small.Value;
        fit.Starts.Select(start => start.Index).ShouldBe([0, 1, 2, 3]);
        fit.Starts.Count(start => start.Converged).ShouldBeGreaterThan(1);
        foreach (var start in fit.Starts)
        {
            start.State.ShouldBeOneOf("converged", "abandoned", "iteration limit", "line search failed", "not finite");
            start.Converged.ShouldBe(start.State == "converged");
            start.Parameters.Length.ShouldBe(6);
            start.Path.Length.ShouldBeGreaterThan(1);
            start.Path.Zip(start.Path.Skip(1)).ShouldAllBe(pair => pair.First.Evaluation <= pair.Second.Evaluation);
            start.Path[^1].Parameters.ShouldBe(start.Parameters);
            start.LogPosterior.ShouldBeLessThanOrEqualTo(fit.Best.LogPosterior);
        }

        fit.Optima.Sum(optimum => optimum.Starts).ShouldBe(fit.Starts.Count(start => start.Optimum is not null));
        fit.Optima[0].LogPosterior.ShouldBe(fit.Best.LogPosterior);
        fit.Starts.Max(start => start.LogPosterior).ShouldBe(fit.Best.LogPosterior);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads() =>
        Text(Fit(SmallStudy.Of(), workers: new Workers(2))).ShouldBe(Text(Small.Value));

    [Fact]
    public void The_seed_decides_where_the_starts_lie()
    {
        var study = SmallStudy.Of(fit: "starts: 2, burn_in: 0.5 s, iterations: 1");
        var (first, other) = (Fit(study, seed: 1), Fit(study, seed: 2));
        other.Starts[0].Path[0].Parameters.ShouldNotBe(first.Starts[0].Path[0].Parameters);
        other.Truth.ShouldBeEquivalentTo(first.Truth);
    }

    [Fact]
    public void Maximum_likelihood_knows_no_prior()
    {
        var fit = Fit(SmallStudy.Of(infer: "[tau_m, c]", fit: "starts: 2, burn_in: 0.5 s, method: ml"));
        fit.Best.LogPosterior.ShouldBe(fit.Best.LogLikelihood);
        fit.Truth!.LogPosterior.ShouldBe(fit.Truth.LogLikelihood);
        fit.Best.LogLikelihood.ShouldBeGreaterThan(fit.Truth.LogLikelihood);
        fit.Coordinates.ShouldContain("log posterior is the log-likelihood");
    }

    [Fact]
    public void One_parameter_is_enough_and_long_data_are_first_looked_at_in_part()
    {
        var names = new HashSet<string>();
        var fit = Fit(
            SmallStudy.Of(SmallStudy.Simulated.Replace("3 s", "8 s", StringComparison.Ordinal), "[\"c[E]\"]", "starts: 1, burn_in: 0.5 s"),
            (_, what) => names.Add(what.Split(':')[0]));
        names.ShouldContain("first 2 s");
        fit.Best.Parameters.Keys.ShouldBe(["c[E]"]);
        fit.Best.LogPosterior.ShouldBeGreaterThan(fit.Truth!.LogPosterior);
        fit.StandardErrors["c[E]"].ShouldNotBeNull().ShouldBeInRange(0.01, 2);
        fit.Correlation!.Value[0].ShouldBe([1]);
        fit.Starts[0].Converged.ShouldBeTrue();
    }

    [Theory]
    [InlineData("map")]
    [InlineData("ml")]
    public void Silent_data_end_in_a_clear_state(string method)
    {
        var silent = SmallStudy.Model.Replace("c: 10", "c: 0", StringComparison.Ordinal);
        var fit = Fit(SmallStudy.Of(infer: "[w, tau_m, c, delta_u]", fit: $"starts: 3, burn_in: 0.5 s, method: {method}", model: silent));
        fit.Starts.ShouldAllBe(start => start.State != "not finite");
        double.IsFinite(fit.Best.LogPosterior).ShouldBeTrue();
        // Nobody fires: there is nothing to learn but that, and probability cannot exceed one.
        fit.Best.LogLikelihood.ShouldBeInRange(-5, 0);
        RunJson.Deserialize<FitRecord>(RunJson.Serialize(fit), "fit.json").Starts.Length.ShouldBe(3);
    }

    [Fact]
    public void A_limit_of_iterations_is_kept_and_told()
    {
        var fit = Fit(SmallStudy.Of(fit: "starts: 2, burn_in: 0.5 s, iterations: 1"));
        fit.Starts.ShouldAllBe(start => !start.Converged && start.Evaluations < 50);
        fit.Starts.Single(start => start.LogPosterior == fit.Best.LogPosterior).State.ShouldBe("iteration limit");
        fit.Warnings.ShouldContain(warning => warning.StartsWith("The best start did not converge (iteration limit)", StringComparison.Ordinal));
    }

    [Fact]
    public void Stopped_before_any_start_had_ended_there_is_no_fit()
    {
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Fit(SmallStudy.Of(), (_, what) => Stop(stop, what, "drawing"), stop: stop.Token));
        using var later = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Fit(SmallStudy.Of(), (_, what) => Stop(later, what, "4 of 4 starts"), stop: later.Token));
    }

    [Fact]
    public void Stopped_later_what_had_ended_is_kept()
    {
        using var stop = new CancellationTokenSource();
        var study = SmallStudy.Of(infer: "[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]", fit: "starts: 8, burn_in: 0.5 s");
        var fit = Fit(study, (_, what) => Stop(stop, what, "all data: 1 of"), stop: stop.Token);
        fit.Starts.Count(start => start.Converged).ShouldBeGreaterThan(0);
        fit.Starts.Count(start => start.State == "cancelled").ShouldBeGreaterThan(0);
        fit.Best.LogPosterior.ShouldBe(fit.Starts.Where(start => start.Converged).Max(start => start.LogPosterior));
        fit.Optima.Length.ShouldBe(1);
        fit.Warnings[0].ShouldBe("The fit was stopped before all starts had ended.");
    }

    [Fact]
    public void Progress_only_grows()
    {
        var told = new List<double>();
        Fit(SmallStudy.Of(infer: "[c]", fit: "starts: 3, burn_in: 0.5 s"), (fraction, _) => told.Add(fraction));
        told.ShouldBe(told.Order());
        told[^1].ShouldBe(1);
    }

    private static void Stop(CancellationTokenSource stop, string what, string when)
    {
        if (what.Contains(when, StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }

    private static FitRecord Fit(
        Studies.Files.Studies.StudyDescription study, Action<double, string>? progress = null, Workers? workers = null, ulong seed = 3, CancellationToken stop = default) =>
        new FitRunner(study, study.Load(), seed, workers ?? Workers.One).Run(progress, stop);

    private static string Text(FitRecord fit) => RunJson.Serialize(fit with { Seconds = 0 });
}
