using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Stimuli;

/// <summary>Says in one sentence why a stimulus cannot drive a model. Names are those of the keys in a stimulus file.</summary>
internal static class StimulusCheck
{
    /// <exception cref="InputException">When the stimulus does not fit.</exception>
    internal static void Require(Stimulus stimulus, ImmutableArray<string> populations, double timeStep, int steps)
    {
        switch (stimulus)
        {
            case ConstantStimulus constant:
                PerPopulation("amplitude", constant.Amplitude, populations);
                break;
            case StepStimulus jump:
                PerPopulation("baseline", jump.Baseline, populations);
                PerPopulation("amplitude", jump.Amplitude, populations);
                That(double.IsFinite(jump.Start) && jump.Start <= jump.Stop, $"start is {jump.Start} s and stop {jump.Stop} s; start must not be later than stop.");
                break;
            case SineStimulus sine:
                PerPopulation("amplitude", sine.Amplitude, populations);
                That(double.IsFinite(sine.Frequency) && sine.Frequency >= 0, $"frequency is {sine.Frequency} Hz; it must be a number that is not negative.");
                That(double.IsFinite(sine.Noise) && sine.Noise >= 0, $"noise is {sine.Noise}; it must be a number that is not negative.");
                break;
            case OrnsteinUhlenbeckStimulus ou:
                OrnsteinUhlenbeck(ou, populations, FineStep.Of(timeStep));
                break;
            case ImpulseStimulus impulses:
                PerPopulation("amplitude", impulses.Amplitude, populations);
                That(!impulses.Times.IsDefault, $"times is missing; list the impulses' peaks in seconds.");
                That(impulses.Times.All(double.IsFinite), $"times holds something that is not a number; list the impulses' peaks in seconds.");
                That(double.IsFinite(impulses.HalfWidth) && impulses.HalfWidth > 0, $"half_width is {impulses.HalfWidth} s; it must be positive.");
                break;
            case RecordedStimulus recorded:
                Recorded(recorded.Values, populations, timeStep, steps);
                break;
        }
    }

    private static void OrnsteinUhlenbeck(OrnsteinUhlenbeckStimulus ou, ImmutableArray<string> populations, double fineStep)
    {
        PerPopulation("mean", ou.Mean, populations);
        PerPopulation("tau", ou.TimeConstant, populations, finite: false);
        PerPopulation("noise", ou.Noise, populations);
        PerPopulation("initial", ou.Initial, populations);
        for (var population = 0; population < populations.Length; population++)
        {
            var name = populations[population];
            That(ou.Noise[population] >= 0, $"noise of {name} is {ou.Noise[population]}; it must not be negative.");
            var off = ou.Mean[population] == 0 && ou.Noise[population] == 0 && ou.Initial[population] == 0;
            That(off || (double.IsFinite(ou.TimeConstant[population]) && ou.TimeConstant[population] >= fineStep),
                $"tau of {name} is {ou.TimeConstant[population]} s; it must be at least the fine step of {fineStep} s (only a population whose mean, noise and initial are 0 needs none).");
        }
    }

    private static void Recorded(PopulationSeries<double> values, ImmutableArray<string> populations, double timeStep, int steps)
    {
        That(values.Populations.Length == populations.Length && populations.All(values.Populations.Contains),
            $"the input has populations {string.Join(", ", values.Populations)} but the model has {string.Join(", ", populations)}; give one column for each population of the model.");
        That(Math.Abs(values.TimeStep - timeStep) <= 1e-6 * timeStep,
            $"the input has a time step of {values.TimeStep} s but the model one of {timeStep} s; resample the input or change time_step.");
        That(values.Steps >= steps,
            $"the input lasts {values.Duration} s but {steps * timeStep} s are needed; give a longer input or a shorter duration.");
        for (var population = 0; population < populations.Length; population++)
        {
            var trace = values.Of(population)[..steps];
            var bad = 0;
            while (bad < trace.Length && double.IsFinite(trace[bad]))
            {
                bad++;
            }

            That(bad == trace.Length, $"the input of {values.Populations[population]} is not a finite number at {bad * timeStep} s; correct the recording.");
        }
    }

    private static void PerPopulation(string key, ImmutableArray<double> values, ImmutableArray<string> populations, bool finite = true)
    {
        var count = values.IsDefault ? 0 : values.Length;
        That(count == populations.Length,
            $"{key} has {count} values but the model has {populations.Length} populations ({string.Join(", ", populations)}); give one value for each.");
        for (var population = 0; finite && population < count; population++)
        {
            That(double.IsFinite(values[population]), $"{key} of {populations[population]} is {values[population]}; it must be a finite number.");
        }
    }

    private static void That(bool condition, FormattableString otherwise)
    {
        if (!condition)
        {
            throw new InputException("stimulus: " + otherwise.ToString(CultureInfo.InvariantCulture));
        }
    }
}
