using System.Globalization;
using System.Text.RegularExpressions;

namespace Spikelihood.Studies.Files.Units;

/// <summary>Reads numbers such as <c>0.01</c>, <c>10 ms</c> or <c>1 mV*s</c>.</summary>
public static partial class Quantity
{
    /// <summary>
    /// The value of <paramref name="text"/> in the unit of <paramref name="dimension"/>. The unit moves the decimal exponent before the number is
    /// rounded, so <c>0.3 ms</c> and <c>0.0003</c> are the same double.
    /// </summary>
    /// <param name="name">What the number is called, for the sentence about a mistake.</param>
    /// <param name="text">What was written.</param>
    /// <param name="dimension">What it has to measure.</param>
    /// <param name="value">The value, finite.</param>
    /// <param name="problem">What is wrong and how to mend it; null when nothing is.</param>
    public static bool TryParse(string name, string text, Dimension dimension, out double value, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(dimension);
        value = double.NaN;
        var match = Written().Match(text.Trim());
        if (!match.Success)
        {
            problem = NotFinite().IsMatch(text.Trim())
                ? $"{name} must be a finite number, not {text.Trim()}"
                : $"\"{text}\" is not {(dimension == Dimension.None ? "a number" : dimension.Phrase)}; {HowToWrite(name, dimension)}";
            return false;
        }

        var power = 0;
        if (match.Groups["unit"].Value is { Length: > 0 } unit)
        {
            if (dimension == Dimension.None)
            {
                problem = $"{name} has no unit; \"{text.Trim()}\" is given one: write the number alone";
                return false;
            }

            if (Dimension.OfUnit(unit) is not { } found)
            {
                var units = dimension.Units.Keys.Order(StringComparer.Ordinal);
                problem = $"unknown unit '{unit}' in \"{text.Trim()}\"; {name} is {dimension.Phrase}, written in {string.Join(", ", units)}";
                return false;
            }

            if (found.Dimension != dimension)
            {
                problem = $"{name} is {dimension.Phrase}; \"{text.Trim()}\" is {found.Dimension.Phrase}; write for example {dimension.Example}";
                return false;
            }

            power = found.PowerOfTen;
        }

        value = Shifted(match.Groups["number"].Value, match.Groups["exponent"].Value, power);
        problem = double.IsFinite(value) ? null : $"{name} must be a finite number, and \"{text.Trim()}\" is too large";
        return problem is null;
    }

    private static double Shifted(string number, string exponent, int power)
    {
        var written = exponent.Length == 0 ? 0 : int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var e) ? e : 0;
        if (exponent.Length > 6)
        {
            // Out of a double's range either way; keeps the sum below from overflowing.
            written = exponent[0] == '-' ? -99999 : 99999;
        }

        return double.Parse($"{number}e{(written + power).ToString(CultureInfo.InvariantCulture)}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static string HowToWrite(string name, Dimension dimension) => dimension == Dimension.None
        ? $"write {name} as a number, for example {dimension.Example}"
        : $"write {name} in {dimension.Unit}, or with its unit as in {dimension.Example}";

    [GeneratedRegex(@"^(?<number>[+-]?(\d+(\.\d*)?|\.\d+))([eE](?<exponent>[+-]?\d+))?(\s*(?<unit>[^\d\s.+-].*))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();

    [GeneratedRegex(@"^[+-]?\.?(nan|inf|infinity|∞)$", RegexOptions.IgnoreCase)]
    private static partial Regex NotFinite();
}
