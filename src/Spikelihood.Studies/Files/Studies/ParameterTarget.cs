using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Names of what can be inferred: a family (<c>w</c>) or a single parameter (<c>tau_m[E]</c>, <c>w[E,I]</c>: target, source).</summary>
public static partial class ParameterTarget
{
    private static readonly string[] Pairwise = ["w", "p"];
    private static readonly string[] AdaptationFamilies = ["J_theta", "tau_theta"];
    private static readonly string[] Families = ["w", "p", "R", "u_rest", "tau_m", "u_th", "u_r", "c", "delta_u", "tau_s", "J_theta", "tau_theta"];

    /// <summary>The default families that have members in <paramref name="network"/>.</summary>
    public static ImmutableArray<string> Defaults(GifNetwork network) =>
        [.. ParameterLayout.DefaultFamilies.Where(family => !AdaptationFamilies.Contains(family) || network.Populations.Any(population => !population.Adaptation.IsEmpty))];

    /// <summary>What is wrong with <paramref name="name"/> as a target for <paramref name="network"/>, or null.</summary>
    public static string? Problem(string name, GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var match = Written().Match(name);
        var family = match.Success ? match.Groups["family"].Value : name;
        if (family is "t_ref" or "size" or "delay")
        {
            return $"{family} is a whole number of {(family == "size" ? "neurons" : "time steps")} and is not inferred; infer one of {string.Join(", ", Families)}";
        }

        if (!Families.Contains(family))
        {
            return $"unknown parameter '{name}'; {NearestName.Hint(family, Families)}";
        }

        var adapting = network.Populations.Where(population => !population.Adaptation.IsEmpty).Select(population => population.Name).ToArray();
        if (AdaptationFamilies.Contains(family) && adapting.Length == 0)
        {
            return $"no population of the model adapts, so there is no {family}; give a population J_theta and tau_theta, or leave {family} out";
        }

        if (!match.Groups["index"].Success)
        {
            return null;
        }

        return IndexProblem(name, family, [.. match.Groups["index"].Value.Split(',').Select(part => part.Trim())], network.Names, adapting);
    }

    internal static string Read(YamlValue value, GifNetwork network)
    {
        var name = value.Text();
        return Problem(name, network) is { } problem ? throw value.Error(problem) : Tidy(name);
    }

    // `w[E, I]` and `w[E,I]` are one parameter.
    internal static string Tidy(string name) => name.Replace(", ", ",", StringComparison.Ordinal).Trim();

    private static string? IndexProblem(string name, string family, string[] index, ImmutableArray<string> populations, string[] adapting)
    {
        var pair = Pairwise.Contains(family);
        if (index.Length != (pair ? 2 : 1))
        {
            return pair
                ? $"'{name}' needs a target and a source, as in {family}[{populations[0]},{populations[^1]}]"
                : $"'{name}' needs one population, as in {family}[{populations[0]}]";
        }

        if (Array.Find(index, part => !populations.Contains(part)) is { } unknown)
        {
            return $"'{name}' names the unknown population '{unknown}'; {NearestName.Hint(unknown, populations)}";
        }

        return AdaptationFamilies.Contains(family) && !adapting.Contains(index[0])
            ? $"population {index[0]} does not adapt, so there is no '{name}'; the model's adapting populations are {string.Join(", ", adapting)}"
            : null;
    }

    [GeneratedRegex(@"^(?<family>[^\[\]]+)(\[(?<index>[^\[\]]*)\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
