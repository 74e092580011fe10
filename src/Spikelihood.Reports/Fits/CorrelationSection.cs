using System.Collections.Immutable;
using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Fits;

/// <summary>Which combinations of parameters the data leave open.</summary>
internal static class CorrelationSection
{
    public static void Write(ReportPage page, FitFacts facts)
    {
        page.Heading("Correlations of the estimates", "correlations");
        var names = facts.Fit.Parameters.Select(parameter => parameter.Name).ToImmutableArray();
        if (facts.Fit.Correlation is not { } matrix || names.Length == 0 || matrix.Length != names.Length)
        {
            page.Paragraph("There is no correlation matrix: the observed information at the best point is not positive definite, so that some combination of parameters is not determined by data and prior.");
            return;
        }

        var strongest = Strongest(names, matrix);
        page.Figure(
            new HeatMap(names, matrix).Draw(new FigureText(
                "correlations", "Correlation matrix of the estimates", "Matrix of correlations between the parameters' errors." + strongest)),
            "From the observed information at the best point. A correlation near ±1 means that the data determine a combination of two parameters better than either." +
            (names.Length > HeatMap.LargestWithNumbers ? " Signs mark correlations beyond ±0.5." : "") + strongest);
    }

    private static string Strongest(ImmutableArray<string> names, ImmutableArray<ImmutableArray<double>> matrix)
    {
        var pairs = from row in Enumerable.Range(0, names.Length)
                    from column in Enumerable.Range(row + 1, names.Length - row - 1)
                    let value = matrix[row][column]
                    where double.IsFinite(value)
                    orderby Math.Abs(value) descending
                    select $"{names[row]} and {names[column]} ({NumberText.Fixed(value, 2)})";
        var three = pairs.Take(3).ToArray();
        return three.Length == 0 ? "" : $" Strongest: {string.Join("; ", three)}.";
    }
}
