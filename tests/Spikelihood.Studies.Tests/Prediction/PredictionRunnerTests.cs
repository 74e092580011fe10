using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Tests.Prediction;

public class PredictionRunnerTests
{
    private const string Trials = "report: {trials: 20}";
    private static readonly Lazy<StudyDescription> Study = new(() => SmallStudy.Of(more: Trials));

    [Fact]
    public void The_truth_is_no_misfit_to_its_own_data()
    {
        var data = Study.Value.Load();
        var record = Predict(Study.Value, data, data.Network);
        record.Misfit.ShouldBeFalse(string.Join('\n', record.Statements));
        record.Statements.ShouldAllBe(sentence => !sentence.Contains("NOT", StringComparison.Ordinal));
        // Each population: mean rate, fluctuations on two or three scales, step by step.
        record.Statements.Length.ShouldBeInRange(8, 12);
        record.Checks.Select(check => check.Title).ShouldBe(["Training input", "Unseen input"]);
        foreach (var check in record.Checks)
        {
            check.Traces.Select(traces => traces.Label).ShouldBe(["Data", "Theory at the true parameters", "Fitted model"]);
            // The fitted network is the true one here, and trials share their random numbers.
            check.Traces[2].Mean[0].ShouldBe(check.Traces[1].Mean[0]);
            check.Start.ShouldBe(0.5, 1e-12);
            check.BinWidth.ShouldBe(0.01, 1e-12);
            check.Agreement.Select(row => row.Label).ShouldBe(["Data, other trials", "Theory at the true parameters", "Fitted model"]);
            check.Agreement.ShouldAllBe(row => row.AverageCorrelation > 0.6);
            check.Agreement.ShouldAllBe(row => row.PerPopulation.Select(population => population.Label).SequenceEqual(new[] { "E", "I" }));
            foreach (var row in check.Agreement)
            {
                row.Correlation.ShouldBe(row.PerPopulation.Average(population => population.Correlation), 1e-12);
            }
        }

        record.Checks[0].Traces[0].Mean[0].Length.ShouldBe(250);
        record.Checks[1].Traces[0].Mean[0].Length.ShouldBe(900);
        record.Checks.ShouldAllBe(check => check.Spectra.Select(panel => panel.Population).SequenceEqual(new[] { "E", "I" }));
    }

    [Fact]
    public void Grossly_wrong_parameters_are_called_so()
    {
        var data = Study.Value.Load();
        var silenced = Predict(Study.Value, data, With(data.Network, population => population with { EscapeRate = 2 }));
        silenced.Misfit.ShouldBeTrue();
        silenced.Statements.ShouldContain(sentence => sentence.StartsWith("E, mean rate: data", StringComparison.Ordinal) && sentence.EndsWith("NOT reproduced.", StringComparison.Ordinal));
        silenced.Statements.ShouldContain(sentence => sentence.StartsWith("E, step by step", StringComparison.Ordinal) && sentence.EndsWith("NOT what the model implies.", StringComparison.Ordinal));
    }

    [Fact]
    public void Recorded_data_have_one_trial_and_no_unseen_input()
    {
        var data = Study.Value.Load() with { Source = null };
        var record = Predict(Study.Value, data, data.Network);
        record.Misfit.ShouldBeFalse(string.Join('\n', record.Statements));
        var check = record.Checks.ShouldHaveSingleItem();
        check.Traces.Select(traces => (traces.Label, traces.Trials)).ShouldBe([("Data", 1), ("Fitted model", 20)]);
        check.Traces[0].StandardDeviation.ShouldBeEmpty();
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var study = Study.Value with { ReportTrials = 3 };
        var data = study.Load();
        var one = new PredictionRunner(study, data, 1, Workers.One).Run(data.Network);
        var three = new PredictionRunner(study, data, 1, new Workers(3)).Run(data.Network);
        RunJson.Serialize(three).ShouldBe(RunJson.Serialize(one));
    }

    [Fact]
    public void Predictions_share_no_random_numbers_with_the_data_whatever_the_seeds()
    {
        for (var seed = 0UL; seed < 6; seed++)
        {
            var study = SmallStudy.Of($"simulate: {{level: meso, duration: 1 s, seed: {seed}}}", fit: "burn_in: 0.2", more: "report: {trials: 2}");
            var data = study.Load();
            var record = new PredictionRunner(study, data, 1, Workers.One).Run(data.Network);
            foreach (var check in record.Checks)
            {
                check.Traces[1].Mean[0].ShouldNotBe(check.Traces[0].Mean[0], $"seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData("4 ms", "t_ref: 4 ms")]
    [InlineData("3 ms", "t_ref: 3 ms")]
    [InlineData("0.3 ms", "t_ref: 0.6 ms")]
    [InlineData("1 s", "t_ref: 1 s")]
    public void Time_steps_that_do_not_divide_the_bins_are_no_obstacle(string step, string refractory)
    {
        var seconds = step == "1 s" ? 1 : 0.001 * double.Parse(step[..^3], System.Globalization.CultureInfo.InvariantCulture);
        var model = SmallStudy.Model.Replace("time_step: 1 ms", $"time_step: {step}", StringComparison.Ordinal)
            .Replace("t_ref: 2 ms", refractory, StringComparison.Ordinal).Replace("delay: 1 ms", $"delay: {step}", StringComparison.Ordinal);
        var duration = 400 * seconds;
        var study = SmallStudy.Of(
            FormattableString.Invariant($"simulate: {{level: meso, duration: {duration}}}"), fit: "burn_in: 0", more: "report: {trials: 3}", model: model);
        var data = study.Load();
        var record = Predict(study, data, data.Network);
        record.Statements.Length.ShouldBeGreaterThanOrEqualTo(4);
        record.Checks[0].Spectra.Length.ShouldBe(duration >= 1 && seconds < 0.5 ? 2 : 0);
    }

    [Fact]
    public void Silence_is_reproduced_by_silence_and_not_by_a_model_that_fires()
    {
        var study = SmallStudy.Of(model: SmallStudy.Model.Replace("c: 10", "c: 0", StringComparison.Ordinal));
        var data = study.Load();
        data.Counts.Of(0).ToArray().Sum().ShouldBe(0);
        var silent = Predict(study, data, With(data.Network, population => population with { EscapeRate = 1e-9 }));
        silent.Misfit.ShouldBeFalse(string.Join('\n', silent.Statements));
        silent.Statements.ShouldContain(sentence => sentence.StartsWith("E, step by step: no spike came and the model predicts 0.0;", StringComparison.Ordinal));
        silent.Statements.ShouldAllBe(sentence => !sentence.Contains("NaN", StringComparison.Ordinal));
        Predict(study, data, With(data.Network, population => population with { EscapeRate = 5 })).Misfit.ShouldBeTrue();
    }

    [Fact]
    public void Few_spikes_are_no_proof_of_misfit()
    {
        // Some ten spikes in all: their scatter is chance.
        for (var seed = 1; seed <= 5; seed++)
        {
            var study = SmallStudy.Of(
                $"simulate: {{level: meso, duration: 3 s, seed: {seed}}}", fit: "burn_in: 0.5", model: SmallStudy.Model.Replace("c: 10", "c: 0.01", StringComparison.Ordinal));
            var data = study.Load();
            var record = Predict(study, data, data.Network);
            record.Statements.Where(sentence => sentence.Contains("step by step", StringComparison.Ordinal))
                .ShouldAllBe(sentence => !sentence.Contains("NOT", StringComparison.Ordinal), $"seed {seed}: {data.Counts.Of(0).ToArray().Sum()} spikes");
        }
    }

    [Fact]
    public void Counts_that_scatter_more_than_a_binomial_are_called_so()
    {
        // The same number of spikes, but in pairs of steps: every second step takes its neighbour's.
        var data = Study.Value.Load();
        var counts = Enumerable.Range(0, 2).Select(population =>
        {
            var row = data.Counts.Of(population).ToArray();
            for (var k = 0; k + 1 < row.Length; k += 2)
            {
                (row[k], row[k + 1]) = (row[k] + row[k + 1], 0);
            }

            return row;
        }).ToArray();
        var bunched = data with { Source = null, Counts = new PopulationSeries<int>(data.Counts.Populations, data.Counts.TimeStep, counts) };
        Predict(Study.Value, bunched, data.Network).Statements
            .ShouldContain(sentence => sentence.StartsWith("I, step by step", StringComparison.Ordinal) && sentence.EndsWith("NOT what the model implies.", StringComparison.Ordinal));
    }

    private static PredictiveRecord Predict(StudyDescription study, StudyData data, GifNetwork fitted) =>
        new PredictionRunner(study, data, 1, Workers.AllCores).Run(fitted);

    private static GifNetwork With(GifNetwork network, Func<Population, Population> change) =>
        network with { Populations = [.. network.Populations.Select(change)] };
}
