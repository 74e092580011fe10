using Spikelihood.Cli.Commands;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Stimuli;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>The input that <c>simulate</c> is given, sampled for as long as the simulation lasts.</summary>
internal static class SimulationInput
{
    private const string Option = "--stimulus";

    /// <summary>Reads and samples the input.</summary>
    /// <exception cref="InputException">When it does not fit the model or the duration.</exception>
    public static SampledStimulus Sample(SimulateRequest request, GifNetwork network, ulong seed)
    {
        var description = request.Stimulus is { } text
            ? StimulusReader.FromArgument(text, Option, StimulusSetting.Of(network, SignalFile.Read))
            : new StimulusDescription(new ConstantStimulus([.. network.Populations.Select(_ => 0.0)]));
        var duration = Duration(request.Duration, description);
        RequireMemory(duration, network);
        if (StepCount.Of(duration, network.TimeStep) < 2)
        {
            // A file with a single row does not say how long its step is.
            throw new InputException(Invariant($"--duration {duration} is one time step of {network.TimeStep} s; simulate two or more"));
        }

        return StimulusSampler.Sample(description.Stimulus, network.Names, duration, network.TimeStep, description.Seed ?? seed);
    }

    private static double Duration(double? asked, StimulusDescription description)
    {
        var recorded = (description.Stimulus as RecordedStimulus)?.Values;
        if (recorded is null)
        {
            return asked ?? throw new InputException("--duration is missing; say how long to simulate, as in --duration 10 (only a recorded input has a length of its own)");
        }

        var longest = recorded.Duration;
        return asked > longest * (1 + 1e-9)
            ? throw new InputException(description.Path!, null, Invariant($"the input lasts {longest:0.######} s, but {asked:0.######} s are to be simulated; give a longer one or --duration {longest:0.######}"))
            : asked ?? longest;
    }

    // Said before the machine is brought down by it.
    private static void RequireMemory(double duration, GifNetwork network)
    {
        const double BytesPerNumber = 8, Copies = 2;
        var steps = Math.Round(duration / network.TimeStep);
        var numbers = steps * network.Populations.Length * (FineStep.PartsOf(network.TimeStep) + 1);
        var (needed, there) = (numbers * BytesPerNumber * Copies, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > there)
        {
            throw new InputException(Invariant($"--duration: {steps:G6} time steps need {needed / 1e9:G3} GB of memory and there are {there / 1e9:0}; simulate less at a time"));
        }
    }
}
