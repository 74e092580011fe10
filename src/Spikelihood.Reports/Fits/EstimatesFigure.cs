using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>All estimates with their errors on one axis: relative to the truth when it is known, else within the prior.</summary>
internal static class EstimatesFigure
{
    private const double Sigmas = 1.96;

    public static Figure DrawAgainstTruth(FitFacts facts, FigureText text)
    {
        var rows = facts.Fit.Parameters.Select(parameter => TruthRow(facts, parameter)).ToImmutableArray();
        var distances = rows.Where(row => double.IsFinite(row.Value))
            .Select(row => Math.Max(Math.Abs((row.Outer?.Low ?? row.Value) - 1), Math.Abs((row.Outer?.High ?? row.Value) - 1)))
            .Order()
            .ToArray();
        // One hopeless parameter must not squeeze all others into a dot; it ends in an arrow.
        var half = distances.Length == 0 ? 1 : Math.Max(0.02, Math.Min(distances[^1], 3 * distances[distances.Length / 2])) * 1.05;
        return new ForestPlot(rows, $"Estimate / {facts.TruthValue}", new Extent(1 - half, 1 + half))
        {
            Reference = 1,
            Legend = Entries($"{facts.TruthName} outside the 95 % interval", facts.Fit.Parameters.Any(parameter => IsOff(facts, parameter))),
        }.Draw(text);
    }

    public static Figure DrawAgainstPrior(FitFacts facts, FigureText text)
    {
        var rows = facts.Fit.Parameters.Select(parameter => PriorRow(facts, parameter)).ToImmutableArray();
        return new ForestPlot(rows, "Place within the prior’s central 95 % (0: its lower end, 1: its upper end)", new Extent(-0.12, 1.12))
        {
            Shaded = new Extent(0, 1),
            Legend = Entries("little learned: no error, or an interval half as wide as the prior’s", rows.Any(row => row.IsMarked)),
        }.Draw(text);
    }

    private static ImmutableArray<LegendEntry> Entries(string marked, bool anyMarked)
    {
        ImmutableArray<LegendEntry> entries =
        [
            new("± 1 SE", new Stroke(Palette.Blue, 3.2)),
            new("95 % interval", new Stroke(Palette.Blue, 1.1)),
        ];
        return anyMarked ? entries.Add(new LegendEntry(marked, Marker: new Marker(MarkerShape.Ring, Palette.Vermilion, 4))) : entries;
    }

    private static bool IsOff(FitFacts facts, ParameterRecord parameter) => Math.Abs(facts.ZScore(parameter.Name) ?? 0) > Sigmas;

    private static ForestRow TruthRow(FitFacts facts, ParameterRecord parameter)
    {
        var (estimate, error) = (facts.Estimate(parameter.Name), facts.Error(parameter.Name));
        if (facts.Truth(parameter.Name) is not { } truth || truth == 0)
        {
            return new ForestRow(parameter.Name, double.NaN, null, null, false, $"no ratio: {facts.TruthName} is " + (facts.Truth(parameter.Name) is null ? "unknown" : "0"));
        }

        var (ratio, width) = (estimate / truth, error / Math.Abs(truth));
        return new ForestRow(
            parameter.Name, ratio, Around(ratio, width), Around(ratio, Sigmas * width), IsOff(facts, parameter), Note(parameter, estimate, error));
    }

    private static ForestRow PriorRow(FitFacts facts, ParameterRecord parameter)
    {
        var (estimate, error) = (facts.Estimate(parameter.Name), facts.Error(parameter.Name));
        var isLog = ParameterAxis.IsLogarithmic(parameter);
        // On a logarithmic axis the error is that of the logarithm, error / estimate.
        double Place(double value) => isLog && value <= 0 ? double.NaN : isLog ? Math.Log(value) : value;
        var (low, length) = (Place(parameter.PriorLow), Place(parameter.PriorHigh) - Place(parameter.PriorLow));
        var centre = length > 0 ? (Place(estimate) - low) / length : double.NaN;
        var width = (isLog ? error / Math.Abs(estimate) : error) / length;
        var learnedLittle = width is not { } known || 2 * Sigmas * known > 0.5;
        return new ForestRow(
            parameter.Name, centre, Around(centre, width), Around(centre, Sigmas * width), learnedLittle, Note(parameter, estimate, error));
    }

    private static Extent? Around(double centre, double? half) =>
        half is { } known && double.IsFinite(known) ? new Extent(centre - known, centre + known) : null;

    private static string Note(ParameterRecord parameter, double estimate, double? error) =>
        (NumberText.WithError(estimate, error) + " " + parameter.Unit).TrimEnd();
}
