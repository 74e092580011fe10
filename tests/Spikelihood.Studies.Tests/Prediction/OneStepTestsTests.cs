using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Prediction;

namespace Spikelihood.Studies.Tests.Prediction;

public class OneStepTestsTests
{
    [Fact]
    public void At_the_true_parameters_of_the_population_model_every_p_value_is_as_likely_as_any_other()
    {
        var tests = Enumerable.Range(1, 120).Select(seed =>
        {
            var data = SmallStudy.Of(
                $"simulate: {{level: meso, stimulus: {{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}}, duration: 1.5 s, seed: {seed}}}").Load();
            return OneStepTests.Of(data, data.Network, (ulong)seed);
        }).ToArray();
        for (var population = 0; population < 2; population++)
        {
            foreach (var p in new Func<OneStepTest, double>[] { test => test.Uniformity.PValue, test => test.Independence.PValue, test => test.RatioP })
            {
                var values = tests.Select(pair => p(pair[population])).Order().ToArray();
                UniformityTest.Of(values).PValue.ShouldBeGreaterThan(0.001);
                values.Count(value => value < 0.05).ShouldBeLessThan(16);
            }

            // One in ten thousand is called a misfit by chance; over 2000 seeds there was one in the 4000 populations.
            tests.Count(pair => pair[population].IsMisfit).ShouldBeLessThan(2);
            tests.Average(pair => pair[population].Ratio).ShouldBe(1, 0.01);
        }
    }

    [Fact]
    public void A_sparse_random_network_is_a_misfit_of_the_population_model_and_by_how_much_is_said()
    {
        // Few random connections: neurons of one population get different input, which the population model does not know.
        var study = SmallStudy.Of(
            "simulate: {level: micro, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 6 s, seed: 5}", fit: "burn_in: 1 s",
            more: "report: {trials: 3}", model: Table7);
        var data = study.Load();
        var tests = OneStepTests.Of(data, data.Network, 1);
        tests[0].Ratio.ShouldBe(0.82, 0.06);
        tests[0].IsRateWrong.ShouldBeTrue();
        tests[0].RatioError.ShouldBeLessThan(0.02);
        var record = OneStepTests.Record("E", tests[0]);
        (record.Misfit, record.Ratio, record.Distribution.Length).ShouldBe((true, tests[0].Ratio, 99));
        var statement = OneStepStatement.Of("E", tests[0]);
        statement.IsMisfit.ShouldBeTrue();
        statement.Sentence.ShouldContain($"misfit, as it predicts {100 * (1 - tests[0].Ratio):0} % too few spikes");
        statement.Sentence.ShouldEndWith("NOT what the model implies.");
    }

    private const string Table7 = """
        model: mesogif
        time_step: 1 ms
        populations:
          - {name: E, size: 438, R: 19, u_rest: 20, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 3 ms, J_theta: 1.0, tau_theta: 1 s}
          - {name: I, size: 109, R: 11.964, u_rest: 19.5, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 6 ms}
        connections: {p: [[0.0497, 0.1350], [0.0794, 0.1597]], w: [[2.482, -4.964], [1.245, -4.964]], delay: 1 ms}
        """;
}
