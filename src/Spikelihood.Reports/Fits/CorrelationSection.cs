using System.Collections.Immutable;
using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Fits;

/// <summary>Which combinations of parameters the data leave open.</summary>
internal static class CorrelationSection
{
    public static void Write(ReportPage page, ImmutableArray<string> names, ImmutableArray<ImmutableArray<double>>? correlation, CorrelationWords words)
    {
        page.Heading(words.Heading, "correlations");
        if (correlation is not { } matrix || names.Length == 0 || matrix.Length != names.Length)
        {
            page.Paragraph(words.Missing);
            return;
        }

        var strongest = Strongest(names, matrix);
        page.Figure(
            new HeatMap(names, matrix).Draw(new FigureText(
                "correlations", words.Title, "Matrix of correlations between the parameters' errors." + strongest)),
            words.Source + " A correlation near ±1 means that the data determine a combination of two parameters better than either." +
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
