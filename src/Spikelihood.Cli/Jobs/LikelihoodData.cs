using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files;
using Spikelihood.Studies.Files.Stimuli;

namespace Spikelihood.Cli.Jobs;

/// <summary>Counts and the input under which they arose, fit for the model and for each other.</summary>
/// <param name="Counts">Spike counts.</param>
/// <param name="Stimulus">Input, mA, for the same steps.</param>
internal sealed record LikelihoodData(PopulationSeries<int> Counts, PopulationSeries<double> Stimulus)
{
    private const string Option = "--stimulus";

    /// <summary>Reads both.</summary>
    /// <param name="countsPath">A counts file.</param>
    /// <param name="stimulus">A file's name or YAML.</param>
    /// <param name="network">The model.</param>
    /// <param name="seed">The seed of an input's noise that gives none itself.</param>
    /// <exception cref="InputException">When something cannot be read or does not fit.</exception>
    public static LikelihoodData Read(string countsPath, string stimulus, GifNetwork network, ulong seed)
    {
        var counts = ModelCounts.Read(countsPath, network);
        var description = StimulusReader.FromArgument(stimulus, Option, StimulusSetting.Of(network, SignalFile.Read));
        if (description is { Path: { } path, Stimulus: RecordedStimulus { Values: var recorded } })
        {
            SeriesAgreement.Require(countsPath, counts, Path.GetFullPath(path) == Path.GetFullPath(stimulus) ? stimulus : path, recorded);
            return new LikelihoodData(counts, recorded);
        }

        var sampled = StimulusSampler.Sample(description.Stimulus, network.Names, counts.Duration, network.TimeStep, description.Seed ?? seed);
        return new LikelihoodData(counts, sampled.Coarse);
    }
}
