using System.Collections.Immutable;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Stimuli;

/// <summary>
/// Turns a <see cref="Stimulus"/> into numbers. Each population's noise is a stream of its own, keyed by the seed and the population's index, drawn in
/// the order of time: a longer realisation begins with the shorter one, and one population's input does not depend on the others.
/// </summary>
public static class StimulusSampler
{
    /// <summary>Makes the input at the fine step and averages it to the model's.</summary>
    /// <param name="stimulus">What to sample.</param>
    /// <param name="populations">The model's populations, in order.</param>
    /// <param name="duration">s; a whole number of model steps.</param>
    /// <param name="timeStep">The model's time step, s.</param>
    /// <param name="seed">Freezes the noise.</param>
    /// <exception cref="InputException">When the stimulus does not fit the populations, the time step or the duration.</exception>
    public static SampledStimulus Sample(Stimulus stimulus, ImmutableArray<string> populations, double duration, double timeStep, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        var steps = StepCount.Of(duration, timeStep);
        StimulusCheck.Require(stimulus, populations, timeStep, steps);
        var parts = FineStep.PartsOf(timeStep);
        var fine = new double[populations.Length][];
        var coarse = new double[populations.Length][];
        for (var population = 0; population < fine.Length; population++)
        {
            if (stimulus is RecordedStimulus recorded)
            {
                coarse[population] = recorded.Values.Of(recorded.Values.Populations.IndexOf(populations[population]))[..steps].ToArray();
                fine[population] = PiecewiseConstant.Average(coarse[population], 1, parts);
                continue;
            }

            fine[population] = new double[steps * parts];
            var rng = new Rng(seed, StreamPurpose.Stimulus, (ulong)population);
            Fill(stimulus, population, fine[population], timeStep / parts, ref rng);
            coarse[population] = PiecewiseConstant.Average(fine[population], parts, 1);
        }

        return new SampledStimulus(
            new PopulationSeries<double>(populations, timeStep / parts, fine), new PopulationSeries<double>(populations, timeStep, coarse));
    }

    private static void Fill(Stimulus stimulus, int population, Span<double> trace, double step, ref Rng rng)
    {
        switch (stimulus)
        {
            case ConstantStimulus constant:
                trace.Fill(constant.Amplitude[population]);
                break;
            case StepStimulus jump:
                StimulusTraces.Step(trace, step, jump.Baseline[population], jump.Amplitude[population], jump.Start, jump.Stop);
                break;
            case SineStimulus sine:
                StimulusTraces.Sine(trace, step, sine.Amplitude[population], sine.Frequency, sine.Noise, ref rng);
                break;
            case OrnsteinUhlenbeckStimulus ou:
                StimulusTraces.OrnsteinUhlenbeck(
                    trace, step, ou.Mean[population], ou.TimeConstant[population], ou.Noise[population], ou.Initial[population], ref rng);
                break;
            case ImpulseStimulus impulses:
                StimulusTraces.Impulses(trace, step, impulses.Amplitude[population], impulses.HalfWidth, impulses.Times.AsSpan());
                break;
            default:
                throw new ArgumentException($"No sampling rule for {stimulus.GetType().Name}.", nameof(stimulus));
        }
    }
}
