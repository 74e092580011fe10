using System.Globalization;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Cli.Jobs;

/// <summary>What <c>inspect</c> says about a study file.</summary>
internal static class StudySummary
{
    /// <summary>Prints the model, the data and what is to be inferred.</summary>
    public static void Print(string path, StudyDescription study, Session session)
    {
        var network = study.Model.Network;
        var layout = new ParameterLayout(network);
        var inferred = layout.Select(study.Infer).Select(i => layout.All[i].Name).ToArray();
        if (session.Json)
        {
            session.WriteJson(new
            {
                File = path,
                Kind = "study",
                study.Name,
                Model = study.Model.Kind,
                network.TimeStep,
                Populations = network.Populations.Select(population => new { population.Name, population.Size }),
                Heterogeneity = DrawnNeurons.Named(network).Select(pair => new { pair.Parameter, Distribution = pair.Drawn.Distribution.Describe() }),
                Data = Data(study.Data),
                Infer = inferred,
                study.Fit.Starts,
                study.Fit.BurnIn,
                study.Fit.Method,
            });
            return;
        }

        var populations = string.Join(", ", network.Populations.Select(population => string.Create(CultureInfo.InvariantCulture, $"{population.Name} ({population.Size} neurons)")));
        session.Output.WriteLine($"{path}: study {study.Name}");
        session.Output.WriteLine($"model   {study.Model.Kind}, time step {Shown.Number(network.TimeStep)} s, populations {populations}");
        if (network.IsHeterogeneous)
        {
            var drawn = DrawnNeurons.Named(network).Select(pair => $"{pair.Parameter} {pair.Drawn.Distribution.Describe()}");
            session.Output.WriteLine($"neurons differ in {string.Join(", ", drawn)}");
        }

        session.Output.WriteLine($"data    {Data(study.Data)}");
        session.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"infer   {inferred.Length} parameters: {string.Join(", ", inferred)}"));
        session.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fit     {study.Fit.Method}, {study.Fit.Starts} starts, burn-in {Shown.Number(study.Fit.BurnIn)} s"));
    }

    private static string Data(DataDescription data) => data switch
    {
        CountsData counts => $"counts of {counts.Path}",
        SpikesData spikes => $"spikes of {spikes.Path}",
        SimulatedData simulated => $"{Shown.Number(simulated.Duration)} s simulated at level {(simulated.Microscopic ? "micro" : "meso")}",
        _ => throw new InvalidOperationException($"No words for {data.GetType().Name}."),
    };
}
