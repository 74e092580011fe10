namespace Spikelihood.Reports.Svg;

/// <summary>
/// Estimated widths of text in Helvetica, Arial and their metric-compatible kin (thousandths of the size, from the published font
/// metrics), so that gutters and legends can be laid out without a renderer. A margin allows for wider substitutes.
/// </summary>
internal static class TextMetrics
{
    private const double Margin = 1.06;

    private static readonly int[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
    ];

    /// <summary>The width of <paramref name="text"/> at <paramref name="size"/>, px.</summary>
    public static double Width(string text, double size)
    {
        var sum = 0;
        foreach (var letter in text)
        {
            sum += letter switch
            {
                >= ' ' and <= '~' => Widths[letter - ' '],
                >= '⁰' and <= '⁻' or '²' or '³' or '¹' => 350,
                _ => 600,
            };
        }

        return sum * size * Margin / 1000;
    }
}
