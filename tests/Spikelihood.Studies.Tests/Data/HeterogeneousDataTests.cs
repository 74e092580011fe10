using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Prediction;

namespace Spikelihood.Studies.Tests.Data;

public class HeterogeneousDataTests
{
    private static readonly string Model = SmallStudy.Model.ReplaceLineEndings("\n")
        .Replace("tau_m: 10 ms", "tau_m: {log10_normal: [-1.8, 0.4]}", StringComparison.Ordinal);

    [Fact]
    public void The_study_stands_at_the_averages_of_the_neurons_that_were_simulated()
    {
        var study = Study("micro");
        var data = study.Load(9);
        var neurons = NeuronParameters.Draw(study.Model.Network, 5);
        data.Network.IsHeterogeneous.ShouldBeFalse();
        data.Network.Populations[0].MembraneTimeConstant.ShouldBe(neurons.Of(0, 0).ToArray().Average(), 1e-15);
        data.Source!.Heterogeneous.ShouldBeTrue();
        var alike = new Models.Gif.GifSimulator(data.Network, 5).Simulate(data.Source.Input, 5, cancellation: TestContext.Current.CancellationToken).Counts;
        data.Counts.Of(0).SequenceEqual(alike.Of(0)).ShouldBeFalse();
    }

    [Fact]
    public void Data_of_the_population_model_have_the_averages_as_their_truth()
    {
        var data = Study("meso").Load(9);
        data.Network.IsHeterogeneous.ShouldBeFalse();
        data.Source!.Heterogeneous.ShouldBeFalse();
        data.Counts.Of(0).ToArray().Sum().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_fit_says_that_what_it_is_compared_with_is_an_average()
    {
        var study = Study("micro");
        var data = study.Load();
        var runner = new FitRunner(study, data, 1, Workers.One);
        var fit = runner.Run(cancellation: TestContext.Current.CancellationToken);
        fit.TruthIsAverage.ShouldBeTrue();
        fit.Truth!.Parameters["tau_m[E]"].ShouldBe(data.Network.Populations[0].MembraneTimeConstant, 1e-12);
        var fitted = runner.Problem.Network(runner.Problem.Parameters.FromNames(fit.Best.Parameters));
        var predictive = new PredictionRunner(study, data, 1, Workers.One).Run(fitted, cancellation: TestContext.Current.CancellationToken);
        predictive.Checks[0].Traces.Select(trace => trace.Label).ShouldBe(["Data", "Theory at the average parameters", "Fitted model"]);
    }

    private static Studies.Files.Studies.StudyDescription Study(string level) => SmallStudy.Of(
        $"simulate: {{level: {level}, stimulus: {{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}}, duration: 1 s, seed: 5}}",
        infer: "[tau_m]",
        fit: "starts: 2, burn_in: 0.2, seed: 3",
        model: Model);
}
