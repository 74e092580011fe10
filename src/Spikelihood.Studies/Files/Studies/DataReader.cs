using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Stimuli;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>data</c> of a study: counts, spikes, or a simulation.</summary>
internal static class DataReader
{
    private static readonly string[] Sources = ["counts", "spikes", "simulate"];

    public static DataDescription Read(YamlValue value, string folder, ModelDescription model, StimulusSetting setting)
    {
        var all = value.Mapping([.. Sources, "stimulus", "population", "populations", "start", "stop"]);
        var given = Sources.Where(source => all.Optional(source) is not null).ToArray();
        return given switch
        {
            ["counts"] => Counts(value.Mapping("counts", "stimulus"), folder, setting),
            ["spikes"] => Spikes(value.Mapping("spikes", "stimulus", "population", "populations", "start", "stop"), folder, model, setting),
            ["simulate"] => Simulated(value.Mapping("simulate").Required("simulate"), folder, model, setting),
            [] => throw value.Error("there are no data; give one of counts: (with stimulus:), spikes: or simulate:"),
            _ => throw value.Error($"{string.Join(" and ", given)} are both given; keep one of them"),
        };
    }

    private static CountsData Counts(YamlMapping mapping, string folder, StimulusSetting setting)
    {
        var path = ExistingFile.At(mapping.Required("counts"), folder, "counts file");
        var stimulus = mapping.Optional("stimulus") ?? throw mapping.Place.Error(
            "the key 'stimulus' is missing; name the input under which the counts arose, or write stimulus: {kind: constant, amplitude: 0} if there was none");
        return new CountsData(path, StimulusReader.From(stimulus, folder, setting));
    }

    private static SpikesData Spikes(YamlMapping mapping, string folder, ModelDescription model, StimulusSetting setting)
    {
        var start = mapping.Optional("start")?.Number(Dimension.Time, atLeast: 0);
        var stop = mapping.Optional("stop")?.Number(Dimension.Time, above: 0);
        if (stop <= (start ?? 0))
        {
            throw mapping.Required("stop").Error(string.Create(CultureInfo.InvariantCulture, $"stop ({stop} s) must come after start ({start ?? 0} s)"));
        }

        if (mapping.Optional("population") is not null && mapping.Optional("populations") is { } both)
        {
            throw both.Error("population and populations are both given; keep one of them");
        }

        return new SpikesData(
            ExistingFile.At(mapping.Required("spikes"), folder, "spike file"),
            mapping.Optional("stimulus") is { } stimulus ? StimulusReader.From(stimulus, folder, setting) : null)
        {
            Population = mapping.Optional("population") is { } population ? Population(population, model) : null,
            Units = mapping.Optional("populations") is { } units ? Units(units, model.Network.Names) : null,
            Start = start,
            Stop = stop,
        };
    }

    private static string Population(YamlValue value, ModelDescription model)
    {
        var name = value.Choice("population", [.. model.Network.Names]);
        return model.Network.Populations.Length == 1 ? name : throw value.Error(
            "all units in one population leave the model's others without data; use populations: to say which units belong to which");
    }

    private static ImmutableArray<ImmutableArray<string>> Units(YamlValue value, ImmutableArray<string> names)
    {
        var mapping = value.Mapping([.. names]);
        var owner = new Dictionary<string, string>();
        return [.. names.Select(name => mapping.Required(name).List().Select(entry =>
        {
            var unit = entry.Text();
            return owner.TryAdd(unit, name) ? unit : throw entry.Error($"unit {unit} is listed twice (in {owner[unit]} and {name}); keep one");
        }).ToImmutableArray())];
    }

    private static SimulatedData Simulated(YamlValue value, string folder, ModelDescription model, StimulusSetting setting)
    {
        var mapping = value.Mapping("level", "stimulus", "duration", "seed");
        var level = mapping.Required("level").Choice("level", "micro", "meso");
        var stimulus = mapping.Optional("stimulus") is { } input ? StimulusReader.From(input, folder, setting) : null;
        var duration = mapping.Required("duration");
        var seconds = duration.Number(Dimension.Time, above: 0);
        return TimeSteps.Count(seconds, model.Network.TimeStep) is not null
            ? new SimulatedData(level == "micro", stimulus, seconds, mapping.Optional("seed")?.Seed())
            : throw duration.Error(string.Create(CultureInfo.InvariantCulture,
                $"a duration of {seconds} s is not a whole number of time steps of {model.Network.TimeStep} s; change one of them"));
    }
}
