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
            Legend = [.. spectra.SelectMany(spectrum => spectrum.Curves).Select(curve => curve.Label).Distinct()
                .Select(label => new LegendEntry(label, styles[label]))],
        }.Draw(text);
    }

    /// <summary>
    /// The curve with neighbouring frequencies averaged where a logarithmic axis would lay more than <see cref="PointsPerDecade"/> on one
    /// decade; frequency 0, which has no place there, left out.
    /// </summary>
    private static LineSeries Series(SpectrumPanel spectrum, SpectrumCurve curve, TraceStyles styles)
    {
        var points = spectrum.Frequencies
            .Zip(curve.Density, (frequency, density) => (Frequency: frequency, Density: density))
            .Where(point => point.Frequency > 0 && double.IsFinite(point.Density))
            .GroupBy(point => Math.Floor(Math.Log10(point.Frequency) * PointsPerDecade))
            .OrderBy(group => group.Key)
            .Select(group => (Frequency: group.Average(point => point.Frequency), Density: group.Average(point => point.Density)))
            .ToArray();
        return new LineSeries(styles[curve.Label], [.. points.Select(point => point.Frequency)], [.. points.Select(point => point.Density)]);
    }
}
