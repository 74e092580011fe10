using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Models;

/// <summary>Reads and writes model files: YAML with the populations and connections of a network (docs/studies.md lists every key).</summary>
public static class ModelFile
{
    /// <summary>What age_bins says where K is chosen from the parameters and old cohorts are merged.</summary>
    internal const string Automatic = "auto";

    private const string What = "a model file";

    /// <summary>Reads the model file at <paramref name="path"/>.</summary>
    /// <exception cref="Spikes.Files.InputException">When it cannot be read or says something impossible.</exception>
    public static ModelDescription Read(string path) => From(YamlText.Read(path, What));

    /// <summary>Reads a model from <paramref name="yaml"/>; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="Spikes.Files.InputException">When it says something impossible.</exception>
    public static ModelDescription Parse(string yaml, string file) => From(YamlText.Parse(yaml, file, What));

    /// <summary>The model as YAML that <see cref="Parse"/> reads back to the same values.</summary>
    public static string ToYaml(ModelDescription model) => YamlOutput.Text(ModelNode.Of(model));

    /// <summary>Writes the model so that <see cref="Read"/> reads it back to the same values.</summary>
    public static void Write(string path, ModelDescription model) => AtomicFile.WriteText(path, writer => writer.Write(ToYaml(model)));

    internal static ModelDescription From(YamlValue root)
    {
        var mapping = root.Mapping("model", "time_step", "age_bins", "populations", "connections");
        var kind = mapping.Required("model").Choice("model", ModelDescription.Microscopic, ModelDescription.Mesoscopic);
        var timeStep = mapping.Required("time_step").Number(Dimension.Time, above: 0);
        var populations = PopulationReader.Read(mapping.Required("populations"), timeStep);
        var bins = mapping.Optional("age_bins");
        var isAutomatic = bins is { IsList: false } && bins.Text() == Automatic;
        var network = new GifNetwork
        {
            TimeStep = timeStep,
            Populations = populations,
            Connections = ConnectionsReader.Read(mapping.Required("connections"), [.. populations.Select(p => p.Name)], timeStep),
            AgeBins = bins is null || isAutomatic ? null : AgeBins(bins, populations, timeStep),
            AgeGrid = isAutomatic ? AgeGrid.Growing : AgeGrid.Exact,
        };
        RefuseEndlessMemory(network, mapping.Required("populations"));
        return new ModelDescription(kind, network);
    }

    // Said before the machine is brought down by it.
    private static void RefuseEndlessMemory(GifNetwork network, YamlValue populations)
    {
        foreach (var (bins, index) in AgeWindow.For(network).Select((bins, index) => (bins, index)))
        {
            if (bins > AgeWindow.Most)
            {
                throw populations.List()[index].Error(string.Create(CultureInfo.InvariantCulture,
                    $"{network.Populations[index].Name} remembers its spikes for more than {AgeWindow.Most} time steps; correct its t_ref, tau_m or adaptation, or give age_bins or a longer time_step"));
            }
        }
    }

    private static ImmutableArray<int> AgeBins(YamlValue value, ImmutableArray<Population> populations, double timeStep)
    {
        var entries = value.IsList ? value.List() : [.. populations.Select(_ => value)];
        if (entries.Length != populations.Length)
        {
            throw value.Error($"age_bins has {Counted.Entries(entries.Length)} for {Counted.Of(populations.Length, "population", "populations")}; give one number, or one for each");
        }

        return [.. entries.Zip(populations, (entry, population) =>
        {
            var bins = entry.Whole(1, AgeWindow.Most);
            var refractory = TimeSteps.Count(population.RefractoryPeriod, timeStep) ?? 0;
            return bins >= refractory ? bins : throw entry.Error(string.Create(CultureInfo.InvariantCulture,
                $"{bins} age bins do not cover the refractory period of {population.Name}, {refractory} steps; give at least {refractory}"));
        })];
    }
}
