using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Cli.Jobs;

/// <summary>The values drawn for the neurons of a network, as a table.</summary>
internal static class DrawnNeurons
{
    /// <summary>
    /// One row for each neuron, units numbered as in spikes.csv; one column for each parameter that is drawn in some population (a population that does
    /// not draw it has its one value there), tau_theta_2 standing for the second adaptation component.
    /// </summary>
    public static NeuronTable Table(GifNetwork network, NeuronParameters neurons)
    {
        var columns = network.Populations.SelectMany(population => population.Heterogeneity)
            .Select(drawn => (drawn.Family, drawn.Component)).Distinct()
            .OrderBy(column => NeuronParameters.Families.IndexOf(column.Family)).ThenBy(column => column.Component).ToArray();
        var rows = ImmutableArray.CreateBuilder<NeuronRow>();
        for (var population = 0; population < network.Populations.Length; population++)
        {
            for (var neuron = 0; neuron < network.Populations[population].Size; neuron++)
            {
                var own = neurons.Neuron(population, neuron);
                rows.Add(new NeuronRow(
                    rows.Count.ToString(CultureInfo.InvariantCulture), own.Name, [.. columns.Select(column => NeuronParameters.Value(own, column.Family, column.Component))]));
            }
        }

        return new NeuronTable([.. columns.Select(column => Label(column.Family, column.Component))], rows.ToImmutable());
    }

    /// <summary>What is drawn, by the parameter's name, for example <c>tau_m[E]</c>.</summary>
    public static IEnumerable<(string Parameter, DrawnParameter Drawn)> Named(GifNetwork network) => network.Populations.SelectMany(population =>
        population.Heterogeneity.Select(drawn =>
        {
            var component = drawn.Family is "J_theta" or "tau_theta" && population.Adaptation.Length > 1
                ? string.Create(CultureInfo.InvariantCulture, $",{drawn.Component + 1}")
                : "";
            return ($"{drawn.Family}[{population.Name}{component}]", drawn);
        }));

    private static string Label(string family, int component) =>
        component == 0 ? family : string.Create(CultureInfo.InvariantCulture, $"{family}_{component + 1}");
}
