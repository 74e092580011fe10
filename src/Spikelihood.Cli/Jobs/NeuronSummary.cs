using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Cli.Jobs;

/// <summary>What <c>inspect</c> says about a table of neurons.</summary>
internal static class NeuronSummary
{
    /// <summary>Prints mean, standard deviation and range of every parameter, population by population.</summary>
    public static void Print(string path, NeuronTable table, Session session)
    {
        var lines = table.Rows.GroupBy(row => row.Population)
            .SelectMany(population => table.Parameters.Select((parameter, i) =>
                Line(population.Key, parameter, [.. population.Select(row => row.Values[i]).OfType<double>()])))
            .OfType<ParameterSpread>().ToArray();
        if (session.Json)
        {
            session.WriteJson(new { File = path, Kind = "neurons", Neurons = table.Rows.Length, Parameters = lines });
            return;
        }

        session.Output.WriteLine($"{path}: parameters of {Shown.Whole(table.Rows.Length)} neurons");
        session.Output.WriteLine();
        var text = new TextTable("population", "parameter", "neurons", "mean", "SD", "lowest", "highest");
        foreach (var line in lines)
        {
            text.Add(
                line.Population, line.Parameter, Shown.Whole(line.Neurons), Shown.Number(line.Mean), Shown.Number(line.Deviation), Shown.Number(line.Minimum),
                Shown.Number(line.Maximum));
        }

        session.Output.Write(text);
    }

    private static ParameterSpread? Line(string population, string parameter, double[] values)
    {
        if (values.Length == 0)
        {
            return null;
        }

        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1);
        return new(population, parameter, values.Length, mean, Math.Sqrt(variance), values.Min(), values.Max());
    }

    private sealed record ParameterSpread(string Population, string Parameter, int Neurons, double Mean, double Deviation, double Minimum, double Maximum);
}
