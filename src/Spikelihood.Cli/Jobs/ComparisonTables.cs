using System.Globalization;
using Spikelihood.Cli.Output;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Cli.Jobs;

/// <summary>A comparison for people.</summary>
internal static class ComparisonTables
{
    private static readonly string[] Measures = ["rho (32)", "RMSE (33)", "rho of means (34)", "RMSE of means (35)"];

    /// <summary>Prints all of it.</summary>
    public static void Write(RecordingComparison comparison, TextWriter output)
    {
        output.WriteLine(
            $"A = {comparison.Files[0]}{Trials(comparison.Trials[0])}, B = {comparison.Files[1]}{Trials(comparison.Trials[1])}, "
            + $"from {Shown.Number(comparison.From)} to {Shown.Number(comparison.To)} s");
        output.WriteLine(comparison.PerNeuron
            ? "activity is per neuron; RMSE, rates, deviations and spectra in Hz"
            : "activity is of whole populations (--sizes or --model make it per neuron); RMSE, rates, deviations and spectra in Hz");
        output.WriteLine(
            $"correlation rho and RMSE in bins of {Shown.Number(1000 * comparison.Bin)} ms, ± SD over pairs of trials; of means over trials, ± error");
        output.WriteLine();
        output.Write(Agreement(comparison));
        if (comparison.Ceiling is { } ceiling)
        {
            output.WriteLine();
            output.WriteLine($"the best that can be reached: A against itself, and B, with {Counted(ceiling.Best.Trials[0])} each");
            output.Write(Ceiling(ceiling));
        }

        output.WriteLine();
        output.Write(Rates(comparison));
        output.WriteLine();
        output.Write(Spectra(comparison));
        if (comparison.Pairs.Length > 0)
        {
            output.WriteLine();
            output.Write(Pairs(comparison));
        }
    }

    private static string Trials(int trials) => trials == 1 ? "" : $" ({Counted(trials)})";

    private static string Counted(int trials) => trials == 1 ? "1 trial" : $"{Shown.Whole(trials)} trials";

    private static TextTable Agreement(RecordingComparison comparison)
    {
        var table = new TextTable(["population", .. Measures]);
        foreach (var row in comparison.Populations)
        {
            table.Add([row.Name, .. Cells(row)]);
        }

        if (comparison.Populations.Length > 1)
        {
            table.Add([comparison.All.Name, .. Cells(comparison.All)]);
        }

        return table;
    }

    private static TextTable Ceiling(AgreementCeiling ceiling)
    {
        var table = new TextTable(["population", .. Measures]);
        foreach (var (best, reached) in ceiling.Best.Populations.Zip(ceiling.Reached.Populations).Append((ceiling.Best.All, ceiling.Reached.All)))
        {
            table.Add([$"{best.Name}: A, A", .. Cells(best)]);
            table.Add([$"{best.Name}: A, B", .. Cells(reached)]);
        }

        return table;
    }

    private static string[] Cells(TrialAgreement row) =>
    [
        Pair(row.Correlation, row.CorrelationSd), Pair(row.Rmse, row.RmseSd),
        Pair(row.AverageCorrelation, row.AverageCorrelationError), Pair(row.AverageRmse, row.AverageRmseError),
    ];

    private static TextTable Rates(RecordingComparison comparison)
    {
        var table = new TextTable("population", "rate A", "rate B", "SD 1 ms A", "B", "SD 10 ms A", "B");
        foreach (var (a, b) in comparison.First.Zip(comparison.Second))
        {
            table.Add(
                a.Name, Pair(a.MeanRate, a.MeanRateSd), Pair(b.MeanRate, b.MeanRateSd), Pair(a.Deviation1Ms, a.Deviation1MsSd),
                Pair(b.Deviation1Ms, b.Deviation1MsSd), Pair(a.Deviation10Ms, a.Deviation10MsSd), Pair(b.Deviation10Ms, b.Deviation10MsSd));
        }

        return table;
    }

    private static TextTable Spectra(RecordingComparison comparison)
    {
        var columns = comparison.First.SelectMany(population => new[] { $"{population.Name} A", $"{population.Name} B", "B / A" });
        var table = new TextTable(["spectrum", .. columns]);
        for (var band = 0; band < comparison.Bands.Length; band++)
        {
            var cells = comparison.First.SelectMany((a, i) => new[]
            {
                Shown.Number(a.SpectrumBands[band]),
                Shown.Number(comparison.Second[i].SpectrumBands[band]),
                Pair(comparison.Spectra[i].Ratio[band], comparison.Spectra[i].Error[band]),
            });
            table.Add([$"{Shown.Number(comparison.Bands[band][0])} to {Shown.Number(comparison.Bands[band][1])} Hz", .. cells]);
        }

        return table;
    }

    private static TextTable Pairs(RecordingComparison comparison)
    {
        var table = new TextTable("correlation", "1 ms A", "B", "10 ms A", "B");
        foreach (var pair in comparison.Pairs)
        {
            table.Add(
                $"{pair.X}, {pair.Y}",
                Shown.Number(pair.First1Ms),
                Shown.Number(pair.Second1Ms),
                Shown.Number(pair.First10Ms),
                Shown.Number(pair.Second10Ms));
        }

        return table;
    }

    /// <summary>A value, to the second digit of its error where that is known.</summary>
    private static string Pair(double? value, double? error)
    {
        if (value is not { } known || error is not { } spread)
        {
            return Shown.Number(value);
        }

        var decimals = spread > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(spread)), 0, 9) : 4;
        var format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
        return $"{known.ToString(format, CultureInfo.InvariantCulture)} ± {spread.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
