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

    private static Population One(YamlMapping entry, double timeStep)
    {
        foreach (var key in new[] { "size", "t_ref", "tau_s" })
        {
            if (entry.Optional(key) is { IsMapping: true } value)
            {
                throw value.Error($"{key} is one number for the whole population; only {string.Join(", ", NeuronParameters.Families)} can differ between neurons");
            }
        }

        var drawn = ImmutableArray.CreateBuilder<DrawnParameter>();
        double Value(string key, Dimension dimension, double? above = null, double? atLeast = null) =>
            NeuronValueReader.Read(entry.Required(key), key, 0, drawn, value => value.Number(dimension, above, atLeast));
        return new()
        {
            Name = Name(entry.Required("name")),
            Size = entry.Required("size").Whole(1),
            Resistance = entry.Optional("R") is null ? 0 : Value("R", Dimension.Resistance, atLeast: 0),
            RestingPotential = Value("u_rest", Dimension.Voltage),
            MembraneTimeConstant = Value("tau_m", Dimension.Time, above: 0),
            RefractoryPeriod = RefractoryPeriod(entry.Required("t_ref"), timeStep),
            Threshold = Value("u_th", Dimension.Voltage),
            ResetPotential = Value("u_r", Dimension.Voltage),
            EscapeRate = Value("c", Dimension.Frequency, atLeast: 0),
            NoiseLevel = Value("delta_u", Dimension.Voltage, above: 0),
            SynapticTimeConstant = entry.Required("tau_s").Number(Dimension.Time, above: 0),
            Adaptation = AdaptationReader.Read(entry, drawn),
            Heterogeneity = drawn.ToImmutable(),
        };
    }

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
}
