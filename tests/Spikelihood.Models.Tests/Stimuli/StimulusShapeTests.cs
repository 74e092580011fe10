using System.Collections.Immutable;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.Stimuli;

public class StimulusShapeTests
{
    private const double Fine = 0.0002;

    [Fact]
    public void A_constant_is_constant() => Sample(new ConstantStimulus([0.3]), 0.01).ShouldAllBe(value => value == 0.3);

    [Fact]
    public void A_step_holds_from_its_start_to_just_before_its_stop()
    {
        var trace = Sample(new StepStimulus([0.1], [0.5], 0.003, 0.007), 0.01);
        for (var bin = 0; bin < trace.Length; bin++)
        {
            trace[bin].ShouldBe(bin is >= 15 and < 35 ? 0.6 : 0.1, 1e-15);
        }
    }

    [Fact]
    public void A_sine_is_taken_at_the_start_of_each_bin_in_cycles_per_second()
    {
        var trace = Sample(new SineStimulus([0.25], 2, 0), 1);
        for (var bin = 0; bin < trace.Length; bin++)
        {
            trace[bin].ShouldBe(0.25 * Math.Sin(4 * Math.PI * bin * Fine), 1e-12);
        }
    }

    [Fact]
    public void The_sines_noise_multiplies_it_with_deviation_q_root_dt()
    {
        var trace = Sample(new SineStimulus([0.25], 2, 4), 10);
        double[] factors = [.. trace.Select((value, bin) => (value, clean: 0.25 * Math.Sin(4 * Math.PI * bin * Fine)))
            .Where(pair => Math.Abs(pair.clean) > 1e-6).Select(pair => pair.value / pair.clean - 1)];
        factors.Average().ShouldBe(0, 4 * 0.0566 / Math.Sqrt(factors.Length));
        Math.Sqrt(factors.Average(f => f * f)).ShouldBe(4 * Math.Sqrt(Fine), 4 * 0.0566 / Math.Sqrt(2 * factors.Length));
        // White: neighbours are not correlated.
        factors.Zip(factors.Skip(1), (a, b) => a * b).Average().ShouldBe(0, 4 * 0.0566 * 0.0566 / Math.Sqrt(factors.Length));
    }

    [Fact]
    public void An_Ornstein_Uhlenbeck_input_without_noise_decays_from_its_initial_value()
    {
        var trace = Sample(new OrnsteinUhlenbeckStimulus([0.1], [0.02], [0], [0.5]), 0.1);
        for (var bin = 0; bin < trace.Length; bin++)
        {
            trace[bin].ShouldBe(0.1 + 0.4 * Math.Pow(1 - Fine / 0.02, bin), 1e-12);
        }
    }

    [Fact]
    public void An_Ornstein_Uhlenbeck_input_has_its_mean_deviation_and_correlation_time()
    {
        const double mean = 0.1, deviation = 0.125, tau = 0.01;
        var trace = Sample(new OrnsteinUhlenbeckStimulus([mean], [tau], [deviation], [mean]), 200);
        // About 200 s / (2 tau) independent values.
        var error = 1 / Math.Sqrt(10_000);
        trace.Average().ShouldBe(mean, 4 * deviation * error);
        var variance = trace.Average(x => (x - mean) * (x - mean));
        variance.ShouldBe(deviation * deviation / (1 - Fine / tau / 2), 4 * deviation * deviation * error * Math.Sqrt(2));
        var later = trace.Zip(trace.Skip(50), (a, b) => (a - mean) * (b - mean)).Average() / variance;
        later.ShouldBe(Math.Pow(1 - Fine / tau, 50), 5 * error);
    }

    [Fact]
    public void Impulses_are_triangles_that_add_up()
    {
        var trace = Sample(new ImpulseStimulus([0.6], 0.15, [0.2, 0.3, 0.05]), 0.6);
        for (var bin = 0; bin < trace.Length; bin++)
        {
            var t = bin * Fine;
            var expected = new[] { 0.2, 0.3, 0.05 }.Sum(peak => Math.Abs(t - peak) <= 0.15 ? 0.6 * (1 - Math.Abs(t - peak) / 0.15) : 0);
            trace[bin].ShouldBe(expected, 1e-12);
        }
    }

    [Fact]
    public void A_recording_is_held_within_its_steps_and_found_by_name()
    {
        var recorded = new RecordedStimulus(new PopulationSeries<double>(["I", "E"], 0.001, [[5, 6, 7], [1, 2, 3]]));
        var sampled = StimulusSampler.Sample(recorded, ["E", "I"], 0.002, 0.001, 0);
        sampled.Coarse.Of(0).ToArray().ShouldBe([1, 2]);
        sampled.Coarse.Of(1).ToArray().ShouldBe([5, 6]);
        sampled.Fine.Of(0).ToArray().ShouldBe([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    }

    private static double[] Sample(Stimulus stimulus, double duration)
    {
        ImmutableArray<string> names = ["E"];
        return StimulusSampler.Sample(stimulus, names, duration, 0.001, 11).Fine.Of(0).ToArray();
    }
}
