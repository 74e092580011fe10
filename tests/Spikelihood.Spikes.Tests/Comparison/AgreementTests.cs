using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Comparison;

public class AgreementTests
{
    private const int Steps = 403;

    /// <summary>A shared signal of unit variance plus noise of the given strength in each trial.</summary>
    private static PopulationSeries<double>[] Trials(int count, double noise, ulong first) =>
    [
        .. Enumerable.Range(0, count).Select(trial =>
        {
            var rng = new Rng(11, StreamPurpose.Test, first + (ulong)trial);
            double[] Trace(double offset)
            {
                var values = new double[Steps];
                for (var k = 0; k < Steps; k++)
                {
                    values[k] = offset + Math.Sqrt(2) * Math.Sin(0.1 * k) + noise * rng.NextNormal();
                }

                return values;
            }

            return new PopulationSeries<double>(["E", "I"], 0.01, [Trace(5), Trace(9)]);
        }),
    ];

    [Fact]
    public void Every_pair_of_trials_is_compared()
    {
        var (truth, model) = (Trials(4, 1, 0), Trials(3, 2, 100));
        var measured = PerTrialAgreement.Compare(truth, model);

        // The definitions, written out.
        var pairs = truth.SelectMany(x => model.Select(y => (x, y))).ToArray();
        double Rho((PopulationSeries<double> X, PopulationSeries<double> Y) pair, int population) => Correlation.Pearson(pair.X.Of(population), pair.Y.Of(population));
        double Square((PopulationSeries<double> X, PopulationSeries<double> Y) pair, int population) =>
            pair.X.Of(population).ToArray().Zip(pair.Y.Of(population).ToArray(), (a, b) => (a - b) * (a - b)).Average();
        static void ShouldBeSpread(MeasureEstimate estimate, double[] values)
        {
            var mean = values.Average();
            estimate.Mean.ShouldBe(mean, 1e-12);
            estimate.Deviation.ShouldBe(Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)), 1e-12);
        }

        for (var population = 0; population < 2; population++)
        {
            ShouldBeSpread(measured.Correlation.PerPopulation[population], [.. pairs.Select(pair => Rho(pair, population))]);
            ShouldBeSpread(measured.Rmse.PerPopulation[population], [.. pairs.Select(pair => Math.Sqrt(Square(pair, population)))]);
        }

        ShouldBeSpread(measured.Correlation.Across, [.. pairs.Select(pair => (Rho(pair, 0) + Rho(pair, 1)) / 2)]);
        ShouldBeSpread(measured.Rmse.Across, [.. pairs.Select(pair => Math.Sqrt((Square(pair, 0) + Square(pair, 1)) / 2))]);
    }

    [Fact]
    public void The_measures_have_their_expected_size()
    {
        // Signal variance 1, noise variances 1 and 4: rho = 1 / sqrt(2 * 5), RMSE = sqrt(1 + 4).
        var measured = PerTrialAgreement.Compare(Trials(30, 1, 0), Trials(30, 2, 100));
        measured.Correlation.Across.Mean.ShouldBe(1 / Math.Sqrt(10), 0.02);
        measured.Rmse.Across.Mean.ShouldBe(Math.Sqrt(5), 0.05);

        // Averages over 30 trials keep 1/30 of the noise variance.
        var averaged = TrialAveragedAgreement.Compare(Trials(30, 1, 0), Trials(30, 2, 100), seed: 1);
        averaged.Correlation.Across.Mean.ShouldBe(1 / Math.Sqrt((1 + 1 / 30.0) * (1 + 4 / 30.0)), 0.02);
        averaged.Rmse.Across.Mean.ShouldBe(Math.Sqrt(5 / 30.0), 0.02);
    }

    [Fact]
    public void A_trial_agrees_with_itself()
    {
        var trial = Trials(1, 1, 0);
        var measured = PerTrialAgreement.Compare(trial, trial);
        measured.Correlation.Across.Mean.ShouldBe(1, 1e-12);
        measured.Rmse.Across.Mean.ShouldBe(0);
        double.IsNaN(measured.Rmse.Across.Deviation).ShouldBeTrue();
    }

    [Fact]
    public void The_error_of_trial_averages_is_the_spread_over_resampled_trials()
    {
        const int Resamples = 25;
        var (truth, model) = (Trials(6, 1, 0), Trials(4, 2, 100));
        var measured = TrialAveragedAgreement.Compare(truth, model, seed: 17, Resamples);

        // The definition, written out for population I.
        double[] Mean(PopulationSeries<double>[] trials) =>
            [.. Enumerable.Range(0, Steps).Select(k => trials.Average(trial => trial.Of(1)[k]))];
        var (rho, rmse) = (new List<double>(), new List<double>());
        for (var i = 0; i < Resamples; i++)
        {
            var rng = new Rng(17, StreamPurpose.Bootstrap, (ulong)i);
            var x = new PopulationSeries<double>[6];
            var y = new PopulationSeries<double>[4];
            for (var k = 0; k < 6; k++)
            {
                x[k] = truth[rng.NextInt(6)];
            }

            for (var k = 0; k < 4; k++)
            {
                y[k] = model[rng.NextInt(4)];
            }

            rho.Add(Correlation.Pearson(Mean(x), Mean(y)));
            rmse.Add(Math.Sqrt(Mean(x).Zip(Mean(y), (a, b) => (a - b) * (a - b)).Average()));
        }

        static double Spread(List<double> values) => Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Count - 1));
        measured.Correlation.PerPopulation[1].Mean.ShouldBe(Correlation.Pearson(Mean(truth), Mean(model)), 1e-12);
        measured.Correlation.PerPopulation[1].Deviation.ShouldBe(Spread(rho), 1e-12);
        measured.Rmse.PerPopulation[1].Deviation.ShouldBe(Spread(rmse), 1e-12);
        measured.Rmse.PerPopulation[1].Mean.ShouldBe(Math.Sqrt(Mean(truth).Zip(Mean(model), (a, b) => (a - b) * (a - b)).Average()), 1e-12);
        measured.Correlation.Across.Mean.ShouldBe(measured.Correlation.PerPopulation.Average(estimate => estimate.Mean), 1e-12);
        measured.Rmse.Across.Mean.ShouldBe(Math.Sqrt(measured.Rmse.PerPopulation.Average(estimate => estimate.Mean * estimate.Mean)), 1e-12);
    }

    [Fact]
    public void The_seed_alone_decides_the_bootstrap()
    {
        var (truth, model) = (Trials(8, 1, 0), Trials(8, 2, 100));
        var one = TrialAveragedAgreement.Compare(truth, model, seed: 1, workers: Workers.One);
        var four = TrialAveragedAgreement.Compare(truth, model, seed: 1, workers: new Workers(4));
        var other = TrialAveragedAgreement.Compare(truth, model, seed: 2);
        four.Rmse.PerPopulation.ShouldBe(one.Rmse.PerPopulation);
        four.Correlation.Across.ShouldBe(one.Correlation.Across);
        other.Rmse.Across.Deviation.ShouldNotBe(one.Rmse.Across.Deviation);
        other.Rmse.Across.Mean.ShouldBe(one.Rmse.Across.Mean);
        PerTrialAgreement.Compare(truth, model, new Workers(4)).Correlation.Across.ShouldBe(PerTrialAgreement.Compare(truth, model).Correlation.Across);
    }

    [Fact]
    public void Trials_of_different_length_cannot_be_compared()
    {
        var trials = Trials(2, 1, 0);
        Should.Throw<ArgumentException>(() => PerTrialAgreement.Compare(trials, [trials[0].Slice(0, 100)])).Message.ShouldContain("same populations");
        Should.Throw<ArgumentException>(() => PerTrialAgreement.Compare(trials, []));
    }
}
