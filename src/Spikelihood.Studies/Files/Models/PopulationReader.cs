using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Models;

/// <summary>Reads the <c>populations</c> list of a model file.</summary>
internal static class PopulationReader
{
    /// <summary>The keys of a population.</summary>
    public static readonly string[] Keys =
        ["name", "size", "R", "u_rest", "tau_m", "t_ref", "u_th", "u_r", "c", "delta_u", "tau_s", "J_theta", "tau_theta"];

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(",[]\"\n\r");

    public static ImmutableArray<Population> Read(YamlValue value, double timeStep)
    {
        var entries = value.List();
        if (entries.IsEmpty)
        {
            throw value.Error("the list of populations is empty; give at least one");
        }

        var mappings = entries.Select(entry => entry.Mapping(Keys)).ToArray();
        var driven = mappings.Any(mapping => mapping.Optional("R") is not null);
        var names = new HashSet<string>();
        return [.. mappings.Select(mapping =>
        {
            if (driven && mapping.Optional("R") is null)
            {
                throw mapping.Place.Error("the key 'R' is missing; other populations give theirs, so write R: 0 if this one takes no external input");
            }

            var population = One(mapping, timeStep);
            return names.Add(population.Name)
                ? population
                : throw mapping.Required("name").Error($"two populations are named '{population.Name}'; give each its own name");
        })];
    }

    private static Population One(YamlMapping entry, double timeStep) => new()
    {
        Name = Name(entry.Required("name")),
        Size = entry.Required("size").Whole(1),
        Resistance = entry.Optional("R")?.Number(Dimension.Resistance, atLeast: 0) ?? 0,
        RestingPotential = entry.Required("u_rest").Number(Dimension.Voltage),
        MembraneTimeConstant = entry.Required("tau_m").Number(Dimension.Time, above: 0),
        RefractoryPeriod = RefractoryPeriod(entry.Required("t_ref"), timeStep),
        Threshold = entry.Required("u_th").Number(Dimension.Voltage),
        ResetPotential = entry.Required("u_r").Number(Dimension.Voltage),
        EscapeRate = entry.Required("c").Number(Dimension.Frequency, atLeast: 0),
        NoiseLevel = entry.Required("delta_u").Number(Dimension.Voltage, above: 0),
        SynapticTimeConstant = entry.Required("tau_s").Number(Dimension.Time, above: 0),
        Adaptation = Adaptation(entry),
    };

    // The names are used in parameter names such as w[E,I] and as columns of a CSV file.
    private static string Name(YamlValue value)
    {
        var name = value.Text();
        var problem = name switch
        {
            "" => "a population's name is empty; give it one",
            _ when name.AsSpan().ContainsAny(Forbidden) => $"the name '{name.ReplaceLineEndings(" ")}' contains a comma, bracket, quote or line break; use other letters",
            _ when name.Trim() != name => $"the name '{name}' begins or ends with a space; leave it out",
            "time_s" => "'time_s' is the time column of the data files; choose another name",
            _ => null,
        };
        return problem is null ? name : throw value.Error(problem);
    }

    private static double RefractoryPeriod(YamlValue value, double timeStep)
    {
        var period = value.Number(Dimension.Time, atLeast: 0);
        return TimeSteps.Count(period, timeStep) is not null ? period : throw value.Error(string.Create(CultureInfo.InvariantCulture,
            $"t_ref is not a whole number of time steps: {period} s with time_step {timeStep} s; change one of them"));
    }

    private static ImmutableArray<AdaptationComponent> Adaptation(YamlMapping entry)
    {
        var strengths = entry.Optional("J_theta") is { } strength ? Each(strength) : [];
        var times = entry.Optional("tau_theta") is { } time ? Each(time) : [];
        if (strengths.IsEmpty && !times.IsEmpty)
        {
            throw times[0].Error("tau_theta without J_theta; add J_theta, or leave both out for a population that does not adapt");
        }

        var areas = strengths.Select(value => value.Number(Dimension.KernelArea)).ToArray();
        if (times.IsEmpty && areas.All(area => area == 0))
        {
            return [];
        }

        if (areas.Length != times.Length)
        {
            throw entry.Required(times.IsEmpty ? "J_theta" : "tau_theta").Error(
                $"J_theta has {Counted.Entries(areas.Length)} and tau_theta {Counted.Entries(times.Length)}; give one time constant for each strength");
        }

        // A kernel without area changes nothing; leaving it out keeps "does not adapt" a single thing.
        return [.. areas
            .Zip(times, (area, value) => new AdaptationComponent(area, value.Number(Dimension.Time, above: 0)))
            .Where(component => component.Strength != 0)];
    }

    private static ImmutableArray<YamlValue> Each(YamlValue value) => value.IsList ? value.List() : [value];
}
