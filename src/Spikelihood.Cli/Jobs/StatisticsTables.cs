using System.Collections.Immutable;
using Spikelihood.Cli.Output;

namespace Spikelihood.Cli.Jobs;

/// <summary>Tables that several verbs print.</summary>
internal static class StatisticsTables
{
    /// <summary>Mean spectral density, Hz, one row for each frequency band.</summary>
    /// <param name="bands">Edges, Hz.</param>
    /// <param name="columns">A name and one density for each band.</param>
    public static TextTable Spectra(ImmutableArray<ImmutableArray<double>> bands, ImmutableArray<(string Name, ImmutableArray<double?> Densities)> columns)
    {
        var table = new TextTable(["spectrum", .. columns.Select(column => column.Name)]);
        for (var band = 0; band < bands.Length; band++)
        {
            table.Add([$"{Shown.Number(bands[band][0])} to {Shown.Number(bands[band][1])} Hz", .. columns.Select(column => Shown.Number(column.Densities[band]))]);
        }

        return table;
    }
}
