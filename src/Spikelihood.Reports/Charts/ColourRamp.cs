using System.Globalization;

namespace Spikelihood.Reports.Charts;

/// <summary>Colours between given ones, evenly spaced.</summary>
/// <param name="stops">At least two colours as <c>#rrggbb</c>.</param>
public sealed class ColourRamp(IReadOnlyList<string> stops)
{
    private readonly double[][] _stops = [.. stops.Select(Parse)];

    /// <summary>The colour at a fraction from 0 (first stop) to 1 (last stop).</summary>
    public string At(double fraction)
    {
        var (red, green, blue) = Mix(fraction);
        return string.Create(CultureInfo.InvariantCulture, $"#{(int)Math.Round(red):x2}{(int)Math.Round(green):x2}{(int)Math.Round(blue):x2}");
    }

    /// <summary>Whether white letters are easier to read on the colour than black ones.</summary>
    public bool IsDark(double fraction)
    {
        var (red, green, blue) = Mix(fraction);
        return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
    }

    private (double Red, double Green, double Blue) Mix(double fraction)
    {
        var place = Math.Clamp(double.IsNaN(fraction) ? 0.5 : fraction, 0, 1) * (_stops.Length - 1);
        var index = Math.Min((int)place, _stops.Length - 2);
        double Channel(int i) => _stops[index][i] + (place - index) * (_stops[index + 1][i] - _stops[index][i]);
        return (Channel(0), Channel(1), Channel(2));
    }

    private static double[] Parse(string colour) =>
        [.. Enumerable.Range(0, 3).Select(i => (double)int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
