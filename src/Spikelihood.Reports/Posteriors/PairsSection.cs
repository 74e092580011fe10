using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using static System.FormattableString;

namespace Spikelihood.Reports.Posteriors;

/// <summary>The draws of every two parameters: those most correlated large, all together when they fit a page.</summary>
internal static class PairsSection
{
    private const int MostLarge = 6;
    private const int MostTogether = 16;

    // Points and crosses of one figure, so that the file stays small.
    private const int MostPoints = 36_000;
    private const int MostCrosses = 6_000;

    public static void Write(ReportPage page, PosteriorFacts facts)
    {
        var axes = facts.Parameters.Select(Axis).ToImmutableArray();
        if (axes.Length < 2)
        {
            return;
        }

        page.Heading("Pairs of parameters", "pairs");
        var caption = "Draws of each pair (thinned), each parameter alone on the diagonal. Ellipse: two standard deviations of the draws about " +
            $"their mean, which would hold {NumberText.Percent(CovarianceEllipse.ShareWithinTwo)} of a normal distribution; draws that leave " +
            "it on one side tell of a skewed or curved posterior." +
            (facts.Diverged.IsEmpty ? "" : " Crosses: draws after divergent trajectories; where they crowd the sampler could not go on, and draws are missing.");
        if (axes.Length <= PairPlot.LargestWithNumbers)
        {
            page.Figure(Plot(facts, axes, "pairs", "All pairs of parameters"), caption);
            return;
        }

        var chosen = MostCorrelated(axes, MostLarge);
        page.Figure(
            Plot(facts, chosen, "pairs", "The most correlated parameters"),
            Invariant($"The {chosen.Length} of {axes.Length} parameters with the strongest correlations. ") + caption);
        if (axes.Length <= MostTogether)
        {
            page.Figure(Plot(facts, axes, "pairs-all", "All pairs of parameters"), "As the figure before, for all parameters (compare Figure " +
                "11 of René et al. 2020). Each axis spans the draws and the ellipses; its numbers are in the table of parameters.");
        }
    }

    /// <summary>The variables of the strongest correlations, in their order.</summary>
    public static ImmutableArray<PairAxis> MostCorrelated(ImmutableArray<PairAxis> axes, int count)
    {
        var places = axes.Select(axis => axis.Values.Select(axis.Place).ToArray()).ToArray();
        var pairs = from row in Enumerable.Range(0, axes.Length)
                    from column in Enumerable.Range(0, row)
                    orderby Math.Abs(CovarianceEllipse.Of(places[row], places[column]).Correlation) descending
                    select (row, column);
        var chosen = new SortedSet<int>();
        foreach (var (row, column) in pairs)
        {
            if (chosen.Union([row, column]).Count() <= count)
            {
                chosen.UnionWith([row, column]);
            }
        }

        return [.. chosen.Select(index => axes[index])];
    }

    private static PairAxis Axis(DrawnParameter parameter)
    {
        // The ellipse of skewed draws reaches beyond them.
        var places = parameter.Values.Select(parameter.Place).ToArray();
        var moments = CovarianceEllipse.Of(places, places);
        var reach = 2.1 * Math.Sqrt(moments.VarianceX);
        var range = parameter.PlacesWithTruth.With(moments.MeanX - reach).With(moments.MeanX + reach);
        return new PairAxis(
            parameter.Name, parameter.Record.Unit, parameter.Values, parameter.IsLogarithmic,
            new Extent(parameter.Value(range.Low), parameter.Value(range.High)), parameter.Truth);
    }

    private static Figure Plot(PosteriorFacts facts, ImmutableArray<PairAxis> axes, string id, string title)
    {
        var cells = axes.Length * (axes.Length - 1) / 2;
        var marked = Thinned([.. facts.Diverged], Math.Max(30, MostCrosses / cells));
        var plot = new PairPlot(axes, Thinned([.. Enumerable.Range(0, facts.Total)], Math.Clamp(MostPoints / cells, 100, 2000)), marked)
        {
            TruthName = facts.TruthName,
        };
        return plot.Draw(new FigureText(
            id, title,
            $"Scatter plots of the draws of every two of {string.Join(", ", axes.Select(axis => axis.Name))}, with an ellipse of two standard deviations; " +
            "a histogram of each on the diagonal."));
    }

    private static ImmutableArray<int> Thinned(int[] all, int most)
    {
        var stride = Math.Max(1, (all.Length + most - 1) / most);
        return [.. all.Where((_, i) => i % stride == 0)];
    }
}
