using System.Globalization;

namespace Spikelihood.Reports.Charts;

/// <summary>Numbers as people print them: a true minus sign, superscript powers of ten, no locale.</summary>
public static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number with a fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        }

        var text = Math.Abs(value).ToString("F" + Math.Clamp(decimals, 0, 15), CultureInfo.InvariantCulture);
        var isZero = text.All(letter => letter is '0' or '.');
        return value < 0 && !isZero ? "−" + text : text;
    }

    /// <summary>A number with about <paramref name="digits"/> significant digits, as a power of ten when it is very large or small.</summary>
    public static string Significant(double value, int digits = 3)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Fixed(value, 0);
        }

        var exponent = Exponent(value, digits);
        if (exponent is < -4 or > 6)
        {
            return Fixed(value / Math.Pow(10, exponent), digits - 1) + "×" + PowerOfTen(exponent);
        }

        return Fixed(value, digits - 1 - exponent);
    }

    /// <summary>As <see cref="Significant"/> without zeros that say nothing: for numbers that are known exactly.</summary>
    public static string Trimmed(double value, int digits = 3)
    {
        var parts = Significant(value, digits).Split('×');
        parts[0] = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].TrimEnd('0').TrimEnd('.') : parts[0];
        return string.Join('×', parts);
    }

    /// <summary>An estimate and its standard error, cut where the error's second digit stands.</summary>
    /// <returns><c>value ± error</c>, or the value alone when there is no error.</returns>
    public static string WithError(double value, double? error)
    {
        if (error is not { } known || !double.IsFinite(known) || known <= 0 || !double.IsFinite(value))
        {
            return Significant(value, 4);
        }

        var size = Math.Max(Math.Abs(value), known);
        var exponent = Exponent(size, 2);
        if (exponent is < -4 or > 6)
        {
            var unit = Math.Pow(10, exponent);
            var scaledDecimals = Decimals(known / unit);
            return $"({Fixed(value / unit, scaledDecimals)} ± {Fixed(known / unit, scaledDecimals)})×{PowerOfTen(exponent)}";
        }

        var decimals = Decimals(known);
        return $"{Fixed(value, decimals)} ± {Fixed(known, decimals)}";
    }

    /// <summary>A share of one as a percentage.</summary>
    public static string Percent(double share)
    {
        var size = Math.Abs(share) * 100;
        return Fixed(share * 100, size is >= 10 or 0 ? 0 : size >= 0.1 ? 1 : 2) + " %";
    }

    /// <summary>10 raised to a whole number.</summary>
    public static string PowerOfTen(int exponent)
    {
        var digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']);
        return "10" + (exponent < 0 ? "⁻" : "") + string.Concat(digits);
    }

    /// <summary>The noun with its number: <c>1 start</c>, <c>2 starts</c>.</summary>
    public static string Count(int number, string noun) =>
        number.ToString(CultureInfo.InvariantCulture) + " " + noun + (number == 1 ? "" : "s");

    // Decimals that show two significant digits; the error 0.00996 rounds to 0.010, hence the rounding first.
    private static int Decimals(double value) => Math.Max(0, 1 - Exponent(value, 2));

    /// <summary>The power of ten of the leading digit, after rounding to a number of digits.</summary>
    private static int Exponent(double value, int digits)
    {
        var text = Math.Abs(value).ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
        return int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }
}
