using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Models;

/// <summary>Reads the <c>connections</c> of a model file: tables whose rows are targets and whose columns are sources.</summary>
internal static class ConnectionsReader
{
    /// <summary>The rules' names in a file.</summary>
    public static readonly ImmutableArray<(ConnectionRule Rule, string Name)> Rules =
    [
        (ConnectionRule.Random, "random"), (ConnectionRule.FixedInDegree, "fixed_in_degree"), (ConnectionRule.AllToAll, "all_to_all"),
    ];

    public static Connections Read(YamlValue value, ImmutableArray<string> populations, double timeStep)
    {
        var mapping = value.Mapping("p", "w", "delay", "rule");
        var rule = mapping.Optional("rule")?.Choice("connection rule", [.. Rules.Select(r => r.Name)]);
        return new Connections(
            Table(mapping.Required("p"), populations, entry => entry.Number(Dimension.None, atLeast: 0, atMost: 1)),
            Table(mapping.Required("w"), populations, entry => entry.Number(Dimension.Voltage)),
            Table(mapping.Required("delay"), populations, entry => Delay(entry, timeStep)),
            rule is null ? ConnectionRule.Random : Rules.First(r => r.Name == rule).Rule);
    }

    private static double Delay(YamlValue value, double timeStep)
    {
        var delay = value.Number(Dimension.Time);
        if (TimeSteps.Count(delay, timeStep) is { } steps)
        {
            return steps >= 1 ? delay : throw value.Error(string.Create(CultureInfo.InvariantCulture,
                $"a delay of {delay} s is less than one time step; give at least {timeStep} s"));
        }

        throw value.Error(string.Create(CultureInfo.InvariantCulture,
            $"a delay of {delay} s is not a whole number of time steps of {timeStep} s, at least one; change one of them"));
    }

    private static SquareTable Table(YamlValue value, ImmutableArray<string> populations, Func<YamlValue, double> read)
    {
        if (!value.IsList)
        {
            return SquareTable.Uniform(populations.Length, read(value));
        }

        var shape = string.Create(CultureInfo.InvariantCulture, $"{populations.Length} x {populations.Length} table");
        var order = $"one row for each target, one column for each source ({string.Join(", ", populations)}), or one number for all";
        var rows = value.List();
        if (rows.Length != populations.Length)
        {
            throw value.Error($"{value.Name} has {Counted.Of(rows.Length, "row", "rows")}, but must be a {shape}: {order}");
        }

        var entries = rows.Select(row => row.IsList ? row.List() : throw row.Error($"{value.Name} must be a {shape}: {order}")).ToArray();
        for (var target = 0; target < rows.Length; target++)
        {
            if (entries[target].Length != populations.Length)
            {
                throw rows[target].Error($"this row of {value.Name} has {Counted.Entries(entries[target].Length)}, but {value.Name} must be a {shape}: {order}");
            }
        }

        return SquareTable.Build(populations.Length, (target, source) => read(entries[target][source]));
    }
}
