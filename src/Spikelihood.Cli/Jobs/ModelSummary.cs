using System.Globalization;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Cli.Jobs;

/// <summary>What <c>inspect</c> says about a model file.</summary>
internal static class ModelSummary
{
    /// <summary>Prints the populations and every parameter.</summary>
    public static void Print(string path, ModelDescription model, Session session)
    {
        var drawn = DrawnNeurons.Named(model.Network).ToDictionary(pair => pair.Parameter, pair => pair.Drawn.Distribution.Describe());
        var network = Averages.Of(path, model, session.Seed ?? StudyDataLoader.DefaultSeed, session).Network;
        var layout = new ParameterLayout(network);
        var values = layout.Read(network);
        var ageBins = AgeWindow.For(network);
        var stationary = StationarySummary.Of(network);
        if (session.Json)
        {
            session.WriteJson(new
            {
                File = path,
                Kind = "model",
                Model = model.Kind,
                network.TimeStep,
                Populations = network.Populations.Select((population, i) =>
                    new { population.Name, population.Size, population.RefractoryPeriod, AgeBins = ageBins[i], Adapts = !population.Adaptation.IsEmpty }),
                Delays = Enumerable.Range(0, ageBins.Length).Select(target =>
                    new NumberRow([.. Enumerable.Range(0, ageBins.Length).Select(source => network.Connections.Delay[target, source])])),
                Stationary = stationary.Select(state => new { Activity = new NumberRow([.. state.Activity]), Unstable = state.Repels }),
                Parameters = layout.All.Select((parameter, i) => new { Parameter = parameter.Name, Value = values[i], parameter.Unit, Distribution = drawn.GetValueOrDefault(parameter.Name) }),
            });
            return;
        }

        var kind = model.Kind == ModelDescription.Microscopic ? "single neurons" : "populations";
        session.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{path}: {model.Kind} model ({kind}), time step {Shown.Number(network.TimeStep)} s, {layout.Count} continuous parameters"));
        session.Output.WriteLine();
        session.Output.Write(Populations(network, [.. ageBins]));
        session.Output.WriteLine();
        StationarySummary.Print(network, stationary, session);
        session.Output.WriteLine();
        var table = drawn.Count == 0 ? new TextTable("parameter", "value", "unit") : new TextTable("parameter", "value", "unit", "of each neuron");
        for (var i = 0; i < values.Length; i++)
        {
            string[] own = drawn.Count == 0 ? [] : [drawn.GetValueOrDefault(layout.All[i].Name, "")];
            table.Add([layout.All[i].Name, Shown.Exact(values[i]), layout.All[i].Unit, .. own]);
        }

        session.Output.Write(table);
    }

    private static TextTable Populations(GifNetwork network, int[] ageBins)
    {
        var table = new TextTable("population", "neurons", "t_ref (s)", "adapts", network.AgeBins is null ? "age bins (chosen)" : "age bins", "delays from (s)");
        for (var target = 0; target < ageBins.Length; target++)
        {
            var population = network.Populations[target];
            var delays = network.Names.Select((name, source) => $"{name} {Shown.Number(network.Connections.Delay[target, source])}");
            table.Add(
                population.Name,
                Shown.Whole(population.Size),
                Shown.Number(population.RefractoryPeriod),
                population.Adaptation.IsEmpty ? "no" : "yes",
                Shown.Whole(ageBins[target]),
                string.Join(", ", delays));
        }

        return table;
    }
}
