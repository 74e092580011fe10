using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>Input above, then each population's activity: data, and mean and SD of the models (Figure 2C of René 2020).</summary>
internal static class ActivityFigure
{
    /// <summary>Most bins that show their bands; a longer check also gets a close-up.</summary>
    public const int MostBins = 1000;

    /// <summary>Bins of a close-up.</summary>
    public const int CloseUpBins = 500;

    /// <summary>Draws a stretch of bins.</summary>
    /// <param name="check">The activity.</param>
    /// <param name="styles">The producers' looks.</param>
    /// <param name="text">The figure's words.</param>
    /// <param name="start">First bin.</param>
    /// <param name="length">Number of bins.</param>
    /// <param name="merged">Bins averaged into one point; with more than one the bands are left out.</param>
    public static Figure Draw(PredictiveCheck check, TraceStyles styles, FigureText text, int start, int length, int merged)
    {
        var width = check.BinWidth * merged;
        var count = (length + merged - 1) / merged;
        var times = Enumerable.Range(0, count).Select(i => check.Start + start * check.BinWidth + (i + 0.5) * width).ToArray();
        double[] Stretch(ImmutableArray<double> row) => Decimation.Average(row.Skip(start).Take(length).ToArray(), merged);

        var height = check.Populations.Length > 2 ? 88 : 112;
        List<Panel> panels = check.Stimulus.IsEmpty ? [] : [InputPanel(check, times, Stretch)];
        for (var population = 0; population < check.Populations.Length; population++)
        {
            panels.Add(ActivityPanel(check, styles, population, times, Stretch, hasBands: merged == 1));
        }

        return new PanelGrid([.. panels], "Time (s)")
        {
            RowHeights = check.Stimulus.IsEmpty ? [height] : [48, height],
            XRange = new Extent(check.Start + start * check.BinWidth, check.Start + (start + length) * check.BinWidth),
            Legend = [.. check.Traces.Select(trace => Entry(check, trace, styles, merged == 1))],
        }.Draw(text);
    }

    /// <summary>The stretch of <see cref="CloseUpBins"/> bins in which the data vary most, in steps of a fifth of it.</summary>
    public static int LiveliestStart(PredictiveCheck check)
    {
        var data = check.Traces[0].Mean;
        var bins = data.Length == 0 ? 0 : data[0].Length;
        return Enumerable.Range(0, Math.Max(1, (bins - CloseUpBins) / (CloseUpBins / 5) + 1))
            .Select(step => step * (CloseUpBins / 5))
            .MaxBy(start => data.Sum(row => SumOfSquares(row, start)));
    }

    private static double SumOfSquares(ImmutableArray<double> row, int start)
    {
        var stretch = row.Skip(start).Take(CloseUpBins).Where(double.IsFinite).ToArray();
        var mean = stretch.DefaultIfEmpty(0).Average();
        return stretch.Sum(value => (value - mean) * (value - mean));
    }

    private static LinePanel InputPanel(PredictiveCheck check, double[] times, Func<ImmutableArray<double>, double[]> stretch)
    {
        var rows = check.Stimulus.Select(stretch).ToArray();
        var shared = rows.Skip(1).All(row => row.SequenceEqual(rows[0]));
        var shown = shared ? rows.Take(1).ToArray() : rows;
        var names = shared ? [check.Populations.Length > 1 ? "all populations" : check.Populations[0]] : check.Populations;
        var strokes = Palette.Inputs;
        return new LinePanel([.. shown.Select((row, i) => new LineSeries(strokes[i % strokes.Count], times, row))])
        {
            Title = "Input",
            YLabel = "mA",
            Legend = shared && check.Populations.Length == 1 ? [] : [.. shown.Select((_, i) => new LegendEntry(names[i], strokes[i % strokes.Count]))],
        };
    }

    private static LinePanel ActivityPanel(
        PredictiveCheck check, TraceStyles styles, int population, double[] times, Func<ImmutableArray<double>, double[]> stretch, bool hasBands)
    {
        // Other models are pale and lie behind; the fitted one lies above everything.
        var series = check.Traces.OrderBy(trace => TraceStyles.IsFitted(trace.Label) ? 2 : ReferenceEquals(trace, check.Traces[0]) ? 1 : 0).Select(trace =>
        {
            var mean = stretch(trace.Mean[population]);
            var line = new LineSeries(styles[trace.Label], times, mean);
            if (!hasBands || !HasBand(check, trace))
            {
                return line;
            }

            if (HasQuantiles(trace))
            {
                return line with { Low = stretch(trace.Low[population]), High = stretch(trace.High[population]) };
            }

            var deviation = stretch(trace.StandardDeviation[population]);
            return line with
            {
                Low = [.. mean.Zip(deviation, (m, s) => Math.Max(0, m - s))],
                High = [.. mean.Zip(deviation, (m, s) => m + s)],
            };
        });
        return new LinePanel([.. series]) { Title = check.Populations[population], YLabel = "Activity (Hz)", FromZero = true };
    }

    // Bands of data and fitted model only: a third one turns the overlap into mud.
    private static bool HasBand(PredictiveCheck check, ActivityTraces trace) =>
        trace.Trials > 1 && trace.StandardDeviation.Length == trace.Mean.Length && (ReferenceEquals(trace, check.Traces[0]) || TraceStyles.IsFitted(trace.Label));

    private static bool HasQuantiles(ActivityTraces trace) => !trace.Low.IsDefaultOrEmpty && trace.Low.Length == trace.Mean.Length;

    private static LegendEntry Entry(PredictiveCheck check, ActivityTraces trace, TraceStyles styles, bool hasBands)
    {
        var band = hasBands && HasBand(check, trace);
        var what = trace.Trials == 1 ? "one trial" : (!band ? "mean of " : HasQuantiles(trace) ? "mean and central 90 % of " : "mean ± SD of ") + NumberText.Count(trace.Trials, "trial");
        return new LegendEntry($"{trace.Label} ({what})", styles[trace.Label], band);
    }
}
