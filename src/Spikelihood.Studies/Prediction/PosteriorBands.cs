using System.Collections.Immutable;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Prediction;

/// <summary>Activity and spectra of simulations at many draws: mean and the central 90 % of single trials.</summary>
internal static class PosteriorBands
{
    /// <summary>Spectra are averaged over so many neighbouring frequencies a decade, before their scatter is looked at.</summary>
    private const int PointsPerDecade = 40;

    /// <summary>Activity in bins.</summary>
    public static ActivityTraces Traces(Ensemble simulated)
    {
        var rows = simulated.BinnedRows();
        return simulated.Summarise() with
        {
            Low = [.. rows.Select(trials => Quantiles(trials, MeanResponse.Lower))],
            High = [.. rows.Select(trials => Quantiles(trials, MeanResponse.Upper))],
        };
    }

    /// <summary>Power spectra, a panel for each population; empty when the stretch is too short.</summary>
    public static ImmutableArray<SpectrumPanel> Spectra(Ensemble data, Ensemble simulated) =>
        ResponseComparison.HasSpectra(data) ? [.. data.Fine[0].Populations.Select((name, population) => Spectrum(name, population, data, simulated))] : [];

    private static SpectrumPanel Spectrum(string name, int population, Ensemble data, Ensemble simulated)
    {
        var recorded = data.TrialSpectrum(0, population);
        var groups = recorded.Frequencies
            .Select((frequency, place) => (Frequency: frequency, Place: place))
            .Where(item => item.Frequency is > 0 and <= ResponseComparison.LongestSpectrum)
            .GroupBy(item => Math.Floor(Math.Log10(item.Frequency) * PointsPerDecade))
            .Select(group => (Frequency: group.Average(item => item.Frequency), Places: group.Select(item => item.Place).ToArray()))
            .ToArray();
        double[] Smooth(ImmutableArray<double> density) => [.. groups.Select(group => group.Places.Average(place => density[place]))];
        var curves = simulated.Fine.Select((_, trial) => Smooth(simulated.TrialSpectrum(trial, population).Density)).ToArray();
        return new SpectrumPanel(
            name,
            [.. groups.Select(group => group.Frequency)],
            [
                new(data.Label, [.. Smooth(recorded.Density)]),
                new(simulated.Label, [.. groups.Select((_, i) => curves.Average(curve => curve[i]))])
                {
                    Low = Quantiles(curves, MeanResponse.Lower),
                    High = Quantiles(curves, MeanResponse.Upper),
                },
            ]);
    }

    /// <summary>A quantile over trials at each place.</summary>
    private static ImmutableArray<double> Quantiles(double[][] trials, double probability)
    {
        var (column, row) = (new double[trials.Length], new double[trials[0].Length]);
        for (var place = 0; place < row.Length; place++)
        {
            for (var trial = 0; trial < column.Length; trial++)
            {
                column[trial] = trials[trial][place];
            }

            Array.Sort(column);
            row[place] = SampleQuantile.Of(column, probability);
        }

        return [.. row];
    }
}
