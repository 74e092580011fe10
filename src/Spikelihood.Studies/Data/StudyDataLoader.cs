using System.Globalization;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files;
using Spikelihood.Studies.Files.Stimuli;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Data;

/// <summary>Reads or simulates a study's data.</summary>
public static class StudyDataLoader
{
    /// <summary>The seed of a job that names none.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>Reads or simulates the data.</summary>
    /// <param name="study">The study.</param>
    /// <param name="seed">The job's seed, for whatever the study gives none.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="InputException">When files disagree with the model or with each other.</exception>
    public static StudyData Load(StudyDescription study, ulong seed, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(study);
        var network = study.Model.AtAverages((study.Data as SimulatedData)?.Seed ?? seed).Network;
        network = network with { AgeBins = AgeWindow.WithRoom(network) };
        var data = study.Data switch
        {
            SimulatedData simulated => Simulated(network, study.Model.Network, simulated, simulated.Seed ?? seed, workers),
            CountsData counts => Recorded(network, counts.Path, ModelCounts.Read(counts.Path, network), counts.Stimulus, seed),
            SpikesData spikes => Sorted(network, spikes, seed),
            _ => throw new InvalidOperationException($"No loader for {study.Data.GetType().Name}."),
        };
        var from = (int)Math.Round(study.Fit.BurnIn / network.TimeStep);
        if (from >= data.Counts.Steps)
        {
            var what = study.Data switch { CountsData counts => counts.Path, SpikesData spikes => spikes.Path, _ => study.Name };
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{what}: the burn-in of {study.Fit.BurnIn:0.####} s leaves nothing of {data.Counts.Duration:0.####} s of data to fit; shorten fit.burn_in in the study or give more data."));
        }

        return data with { From = from };
    }

    /// <summary>Samples a stimulus for a network; without one there is no input.</summary>
    public static SampledStimulus Sample(GifNetwork network, StimulusDescription? stimulus, double duration, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var none = new ConstantStimulus([.. network.Populations.Select(_ => 0.0)]);
        return StimulusSampler.Sample(stimulus?.Stimulus ?? none, network.Names, duration, network.TimeStep, stimulus?.Seed ?? seed);
    }

    private static StudyData Simulated(GifNetwork network, GifNetwork neurons, SimulatedData data, ulong seed, Workers workers)
    {
        var input = Sample(network, data.Stimulus, data.Duration, seed);
        Func<SampledStimulus, int, PopulationSeries<int>> simulate;
        if (data.Microscopic)
        {
            // One network for all trials: what varies is the noise of its neurons, as between recordings of one preparation.
            var simulator = new GifSimulator(neurons, seed, workers: workers);
            simulate = (stimulus, trial) => simulator.Simulate(stimulus, seed + (ulong)trial).Counts;
        }
        else
        {
            var simulator = new MesoGifSimulator(network);
            simulate = (stimulus, trial) => simulator.Simulate(stimulus.Coarse, seed, trial).Counts;
        }

        return new(network, simulate(input, 0), input.Coarse, 0, new DataSource(simulate, input, data.Microscopic, data.Microscopic && neurons.IsHeterogeneous));
    }

    private static StudyData Recorded(GifNetwork network, string path, PopulationSeries<int> counts, StimulusDescription? stimulus, ulong seed)
    {
        if (stimulus?.Stimulus is RecordedStimulus { Values: { } values })
        {
            SeriesAgreement.Require(path, counts, stimulus.Path ?? "stimulus", values);
        }

        // Recordings may begin at any time, as long as all do; from here on time counts from the first step.
        var fromZero = new PopulationSeries<int>(counts.Populations, counts.TimeStep, [.. network.Names.Select((_, i) => counts.Of(i).ToArray())]);
        return new(network, fromZero, Sample(network, stimulus, counts.Duration, seed).Coarse, 0, null);
    }

    private static StudyData Sorted(GifNetwork network, SpikesData data, ulong seed)
    {
        var recording = SpikesFile.Read(data.Path);
        var known = recording.Units.Select(unit => unit.Name).ToHashSet(StringComparer.Ordinal);
        var absent = (data.Units ?? []).SelectMany(names => names).Where(name => !known.Contains(name)).ToArray();
        var counted = Recorded(network, data.Path, Counted(network, data, recording), data.Stimulus, seed);
        return counted with { Notes = [.. Notes()] };

        IEnumerable<string> Notes()
        {
            if (absent.Length > 0)
            {
                yield return $"{data.Path} has no spike of {string.Join(", ", absent)}, which data.populations names; they count as silent neurons.";
            }

            if (data.Stop > recording.Duration + network.TimeStep)
            {
                yield return FormattableString.Invariant(
                    $"{data.Path}: the recording ends at {recording.Duration:0.###} s, and silence is assumed from there to data.stop ({data.Stop:0.###} s).");
            }
        }
    }

    private static PopulationSeries<int> Counted(GifNetwork network, SpikesData data, SpikeRecording recording)
    {
        if (data.Population is { } single)
        {
            recording = new([.. recording.Units.Select(unit => new SpikeUnit(unit.Name, single, unit.Times))], recording.Duration);
        }
        else if (data.Units is { } units)
        {
            recording = new(
                [.. recording.Units.Where(unit => units.Any(names => names.Contains(unit.Name))).Select(unit =>
                    new SpikeUnit(unit.Name, network.Names[units.ToList().FindIndex(names => names.Contains(unit.Name))], unit.Times))],
                recording.Duration);
        }
        else if (recording.Populations.IsEmpty && network.Populations.Length == 1)
        {
            recording = new([.. recording.Units.Select(unit => new SpikeUnit(unit.Name, network.Names[0], unit.Times))], recording.Duration);
        }

        if (network.Names.FirstOrDefault(name => !recording.Populations.Contains(name)) is { } empty)
        {
            throw new InputException(
                data.Path,
                null,
                $"no spike belongs to the model's population {empty}: {(recording.Populations.IsEmpty ? "no unit has a population" : $"the units are of {string.Join(", ", recording.Populations)}")}; say with data.populations which units are which.");
        }

        foreach (var population in network.Populations)
        {
            var count = recording.Units.Count(unit => unit.Population == population.Name);
            if (count > population.Size)
            {
                throw new InputException(data.Path, null, $"{count} units belong to {population.Name}, but the model gives it {population.Size} neurons; set its size to {count} or more.");
            }
        }

        var start = data.Start ?? 0;
        var stop = data.Stop ?? recording.Duration;
        var steps = Math.Floor((stop - start) / network.TimeStep + 1e-6);
        if (!(steps >= 1))
        {
            throw new InputException(data.Path, null, $"nothing lies between start {start:0.###} s and stop {stop:0.###} s; the recording is {recording.Duration:0.###} s long.");
        }

        PopulationSeries<int> counts;
        try
        {
            counts = Binning.Count(recording, network.TimeStep, network.Names, start, steps * network.TimeStep);
        }
        catch (InputException wrong)
        {
            // Whoever counts spikes does not know the file they came from.
            throw new InputException($"{data.Path}: {wrong.Message}", wrong);
        }

        ModelCounts.RequireSizes(data.Path, counts, network);
        return counts;
    }
}
