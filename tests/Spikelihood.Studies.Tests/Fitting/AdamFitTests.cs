using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Fitting.Adam;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Tests.Fitting;

public class AdamFitTests
{
    private const string Quick = "method: adam, starts: 2, burn_in: 0.5 s, seed: 3, burn_in_noise: 0.2, batch: 0.1 s, batch_burn_in: 0.1 s";
    private static readonly Lazy<FitRecord> Small = new(() => Fit(SmallStudy.Of(fit: Quick + ", iterations: 2500")));

    [Fact]
    public void The_best_is_near_the_truth()
    {
        var fit = Small.Value;
        fit.Method.ShouldBe("adam");
        var truth = fit.Truth.ShouldNotBeNull();
        foreach (var parameter in fit.Parameters)
        {
            var error = fit.StandardErrors[parameter.Name].ShouldNotBeNull();
            Math.Abs(fit.Best.Parameters[parameter.Name] - truth.Parameters[parameter.Name]).ShouldBeLessThan(4 * error, parameter.Name);
        }

        // Truncated gradients find another point than the maximum, but one about as probable as the truth.
        fit.Best.LogPosterior.ShouldBeGreaterThan(truth.LogPosterior - 5);
    }

    [Fact]
    public void Every_start_tells_its_way_by_mini_batches()
    {
        foreach (var start in Small.Value.Starts)
        {
            start.State.ShouldBeOneOf("converged", "iteration limit");
            start.Path.Length.ShouldBeInRange(100, 201);
            start.Path[0].Evaluation.ShouldBe(0);
            start.Path[^1].Evaluation.ShouldBeLessThanOrEqualTo(2500);
            start.Path[^1].Parameters.ShouldBe(start.Parameters);
            start.Path[^1].LogPosterior.ShouldBe(start.LogPosterior);
        }
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var study = SmallStudy.Of(fit: Quick + ", iterations: 60");
        Text(Fit(study, new Workers(2))).ShouldBe(Text(Fit(study)));
    }

    [Fact]
    public void Polishing_ends_at_the_optimum_that_the_exact_method_finds()
    {
        var polished = Fit(SmallStudy.Of(fit: Quick + ", iterations: 1500, polish: true"));
        var exact = Fit(SmallStudy.Of());
        polished.Best.LogPosterior.ShouldBe(exact.Best.LogPosterior, 0.01);
        polished.Starts.ShouldContain(start => start.Converged && start.Path.Last().Evaluation > 1500);
    }

    [Theory]
    [InlineData("coordinates: independent")]
    [InlineData("initial: stationary")]
    [InlineData("learning_rate: 0.03")]
    [InlineData("clip: 1")]
    [InlineData("beta_1: 0.5")]
    [InlineData("beta_2: 0.9")]
    [InlineData("batch: 0.2 s")]
    [InlineData("batch_burn_in: 0.2 s")]
    [InlineData("batch_noise: 2")]
    [InlineData("burn_in_noise: 0")]
    public void Each_option_leads_another_way(string option)
    {
        var key = option[..option.IndexOf(':', StringComparison.Ordinal)];
        string[] others = [.. Quick.Split(", ").Where(entry => !entry.StartsWith(key + ":", StringComparison.Ordinal))];
        var plain = Fit(SmallStudy.Of(fit: Quick + ", iterations: 40"));
        var changed = Fit(SmallStudy.Of(fit: string.Join(", ", [.. others, option, "iterations: 40"])));
        changed.Starts[0].Path[^1].Parameters.ShouldNotBe(plain.Starts[0].Path[^1].Parameters);
        changed.Starts.ShouldAllBe(start => start.State == "iteration limit");
    }

    [Fact]
    public void A_batch_of_all_scored_data_estimates_the_posterior_of_all_data()
    {
        var study = SmallStudy.Of(fit: "method: adam, burn_in: 0.5 s, batch: 10 s, burn_in_noise: 0");
        var data = study.Load();
        var problem = new MesoGifProblem(study, data);
        var scan = new SequentialScan(
            problem, data, study.Fit.Stochastic!, new(data.Network, data.Counts, data.Stimulus), problem.Coordinates, new Rng(1, StreamPurpose.Test, 0));
        var position = new double[problem.Inferred.Length];
        problem.Coordinates.ToPosition(problem.OwnValues(), position);
        var gradient = new double[position.Length];
        scan.Share.ShouldBe(1);
        scan.Estimate(position, gradient).ShouldBe(problem.OfAllData(Workers.One).Evaluate(position, gradient), 1e-8);
    }

    [Fact]
    public void Every_option_survives_being_written_down()
    {
        var study = SmallStudy.Of(fit: "method: adam, learning_rate: 0.02, beta_1: 0.8, beta_2: 0.99, clip: 50, batch: 0.2 s, batch_burn_in: 0.1 s, batch_noise: 0.3, "
            + "burn_in: 0.5 s, burn_in_noise: 0.5, tolerance: 0.05, coordinates: independent, initial: stationary, polish: true");
        study.Fit.Stochastic.ShouldBe(new AdamFit
        {
            LearningRate = 0.02,
            MeanDecay = 0.8,
            SquareDecay = 0.99,
            Clip = 50,
            Batch = 0.2,
            BatchBurnIn = 0.1,
            BatchNoise = 0.3,
            BurnInNoise = 0.5,
            Tolerance = 0.05,
            Coordinates = AdamFit.Independent,
            Initial = AdamFit.Stationary,
            Polish = true,
        });
        StudyFile.Parse(StudyFile.ToYaml(study), "again.yaml", Spikes.Files.SignalFile.Read).Fit.ShouldBe(study.Fit);
    }

    private static FitRecord Fit(StudyDescription study, Workers? workers = null) => new FitRunner(study, study.Load(), 3, workers ?? Workers.One).Run();

    private static string Text(FitRecord fit) => RunJson.Serialize(fit with { Seconds = 0 });
}
