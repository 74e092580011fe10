using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>Power spectra of data and models, a panel for each population (Figure 3B of René 2020).</summary>
internal static class SpectrumFigure
{
    private const int PointsPerDecade = 60;

    public static Figure Draw(IReadOnlyList<SpectrumPanel> spectra, TraceStyles styles, FigureText text)
    {
        var columns = Math.Min(2, spectra.Count);
        var panels = spectra.Select((spectrum, i) => (Panel)new LinePanel(
            [.. spectrum.Curves.OrderBy(curve => TraceStyles.IsFitted(curve.Label) ? 2 : ReferenceEquals(curve, spectrum.Curves[0]) ? 1 : 0).Select(curve => Series(spectrum, curve, styles))])
        {
            Title = spectrum.Population,
            YLabel = i % columns == 0 ? "Power density (Hz)" : null,
            LogY = true,
        });
        return new PanelGrid([.. panels], "Frequency (Hz)")
        {
            Columns = columns,
            RowHeights = [spectra.Count > 2 ? 130 : 165],
            LogX = true,
            Legend = [.. spectra.SelectMany(spectrum => spectrum.Curves).DistinctBy(curve => curve.Label)
                .Select(curve => new LegendEntry(HasBand(curve) ? $"{curve.Label} (mean and central 90 %)" : curve.Label, styles[curve.Label], HasBand(curve)))],
        }.Draw(text);
    }

    /// <summary>
    /// The curve with neighbouring frequencies averaged where a logarithmic axis would lay more than <see cref="PointsPerDecade"/> on one
    /// decade; frequency 0, which has no place there, left out.
    /// </summary>
    private static LineSeries Series(SpectrumPanel spectrum, SpectrumCurve curve, TraceStyles styles)
    {
        var groups = spectrum.Frequencies
            .Select((frequency, place) => (Frequency: frequency, Place: place))
            .Where(point => point.Frequency > 0 && double.IsFinite(curve.Density[point.Place]))
            .GroupBy(point => Math.Floor(Math.Log10(point.Frequency) * PointsPerDecade))
            .OrderBy(group => group.Key)
            .Select(group => (Frequency: group.Average(point => point.Frequency), Places: group.Select(point => point.Place).ToArray()))
            .ToArray();
        double[] Averaged(ImmutableArray<double> row) => [.. groups.Select(group => group.Places.Average(place => row[place]))];
        var line = new LineSeries(styles[curve.Label], [.. groups.Select(group => group.Frequency)], Averaged(curve.Density));
        return HasBand(curve) ? line with { Low = Averaged(curve.Low), High = Averaged(curve.High) } : line;
    }

    private static bool HasBand(SpectrumCurve curve) => !curve.Low.IsDefaultOrEmpty && curve.Low.Length == curve.Density.Length;
}
