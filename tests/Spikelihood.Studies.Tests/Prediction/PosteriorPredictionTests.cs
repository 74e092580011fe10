using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Prediction;

public class PosteriorPredictionTests
{
    private static readonly Lazy<(StudyDescription Study, StudyData Data)> Small = new(() =>
    {
        var study = SmallStudy.Of(more: "test: [{name: step, stimulus: {kind: step, amplitude: [0.3, 0.2], start: 1.5 s, stop: 2 s}, duration: 2 s}]");
        return (study, study.Load());
    });

    private static readonly Lazy<PredictiveRecord> AtTruth = new(() => Run(1, Workers.One));

    [Fact]
    public void The_truth_makes_data_like_its_own()
    {
        var record = AtTruth.Value;
        record.Misfit.ShouldBeFalse(string.Join('\n', record.Statements));
        record.Statements[0].ShouldStartWith("Of ");
        record.Checks.Select(check => check.Title).ShouldBe(["Training input", "step"]);
        var all = record.Checks.SelectMany(check => check.Statistics).ToArray();

        // For each population: rate, two scales, two lags, four bands, response and its band; three correlations of the two.
        record.Checks.ShouldAllBe(check => check.Statistics.Length == 2 * 11 + 3);
        all.Count(statistic => statistic.Outside).ShouldBeLessThanOrEqualTo(2);
        all.Count(statistic => statistic.Data >= statistic.Low && statistic.Data <= statistic.High).ShouldBeInRange((int)(0.75 * all.Length), all.Length);
        record.Residuals.Length.ShouldBe(2);
    }

    [Fact]
    public void Traces_and_spectra_have_the_band_of_the_simulations()
    {
        foreach (var check in AtTruth.Value.Checks)
        {
            check.Traces.Select(trace => (trace.Label, trace.Trials)).ShouldBe([("Data", 1), (PosteriorPrediction.Label, 40)]);
            check.Agreement.Single().Label.ShouldBe(PosteriorPrediction.Label);
            var simulated = check.Traces[1];
            for (var bin = 0; bin < simulated.Mean[0].Length; bin++)
            {
                simulated.Low[0][bin].ShouldBeLessThanOrEqualTo(simulated.High[0][bin]);
            }

            // The band is of single trials: the data, a trial, are in it nine times of ten.
            var inside = check.Traces[0].Mean[0].Select((value, bin) => value >= simulated.Low[0][bin] && value <= simulated.High[0][bin]).Count(within => within);
            (inside / (double)simulated.Mean[0].Length).ShouldBeInRange(0.82, 0.98);
            check.Spectra.ShouldAllBe(panel => panel.Curves[1].Low.Length == panel.Frequencies.Length && panel.Curves[0].Low.IsEmpty);
        }
    }

    [Fact]
    public void Statistics_are_those_of_the_data_that_were_fitted()
    {
        var (_, data) = Small.Value;
        var rate = data.Counts.Of(0)[data.From..].ToArray().Sum() / (200 * (data.Counts.Steps - data.From) * 0.001);
        AtTruth.Value.Checks[0].Statistics[0].Data.ShouldBe(rate, 1e-9);
    }

    [Fact]
    public void Draws_of_another_posterior_are_found_out_in_plain_words()
    {
        var record = Run(1.6, Workers.One);
        record.Misfit.ShouldBeTrue();
        record.Statements.ShouldContain(sentence =>
            sentence.StartsWith("Training input: the data's mean rate of I, ", StringComparison.Ordinal) && sentence.Contains(" Hz, lies below all 40 simulations (", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_depends_on_the_number_of_threads() =>
        RunJson.Serialize(Run(1, new Workers(3))).ShouldBe(RunJson.Serialize(AtTruth.Value));

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var text = RunJson.Serialize(AtTruth.Value);
        RunJson.Serialize(RunJson.Deserialize<PredictiveRecord>(text, "posterior_predictive.json")).ShouldBe(text);
    }

    [Fact]
    public void Recorded_data_are_compared_on_their_own_input_alone()
    {
        var (study, data) = Small.Value;
        var recorded = new PosteriorPrediction(study, data with { Source = null }, 4, Workers.One).Run(Draws(1), 5);
        recorded.Checks.Select(check => check.Title).ShouldBe(["Training input"]);
        recorded.Checks[0].Traces[1].Trials.ShouldBe(5);
    }

    [Fact]
    public void Chosen_draws_are_different_ones_of_all_chains()
    {
        var draws = Draws(1);
        var chosen = ChosenDraws.Of(draws, 40, 7);
        chosen.Distinct().Count().ShouldBe(40);
        chosen.Select(which => which.Chain).Distinct().Count().ShouldBe(2);
        ChosenDraws.Of(draws, 40, 7).ShouldBe(chosen);
        ChosenDraws.Of(draws, 40, 8).ShouldNotBe(chosen);
        ChosenDraws.Of(draws, 1000, 7).Length.ShouldBe(120);
        ChosenDraws.Highest(draws).ShouldBe((1, 17));
    }

    private static PredictiveRecord Run(double factor, Workers workers) =>
        new PosteriorPrediction(Small.Value.Study, Small.Value.Data, 4, workers).Run(Draws(factor));

    /// <summary>Two chains of sixty draws within two per cent of the truth, c multiplied; names in reverse order.</summary>
    private static PosteriorDraws Draws(double factor)
    {
        var problem = new MesoGifProblem(Small.Value.Study, Small.Value.Data);
        var own = problem.OwnValues();
        var names = problem.Parameters.Parameters.Select(parameter => parameter.Name).ToArray();
        var rng = new Rng(3, StreamPurpose.Test, 1);
        ChainDraws Chain(int chain)
        {
            var values = new List<double>();
            for (var draw = 0; draw < 60; draw++)
            {
                for (var i = own.Length - 1; i >= 0; i--)
                {
                    values.Add(own[i] * Math.Exp(0.02 * rng.NextNormal()) * (names[i][0] == 'c' ? factor : 1));
                }
            }

            return new([.. values], [.. Enumerable.Range(0, 60).Select(draw => (double)(chain - Math.Abs(draw - 17)))], []);
        }

        return new([.. names.Reverse()], [Chain(0), Chain(1)]);
    }
}
