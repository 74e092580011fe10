using System.Collections.Immutable;

namespace Spikelihood.Studies.Files.Units;

/// <summary>What a number in a file measures, the unit of plain numbers, and the units that may be written out.</summary>
/// <param name="Phrase">In a sentence: <c>a time</c>.</param>
/// <param name="Unit">The unit of a number without one.</param>
/// <param name="Example">A value with its unit, as one would type it.</param>
/// <param name="Units">Every unit that can be written and its power of ten in <paramref name="Unit"/>.</param>
public sealed record Dimension(string Phrase, string Unit, string Example, ImmutableDictionary<string, int> Units)
{
    /// <summary>s.</summary>
    public static Dimension Time { get; } = Create("a time", "10 ms", ("s", 0), ("ms", -3), ("us", -6));

    /// <summary>mV.</summary>
    public static Dimension Voltage { get; } = Create("a voltage", "5 mV", ("mV", 0), ("V", 3), ("uV", -3));

    /// <summary>Hz.</summary>
    public static Dimension Frequency { get; } = Create("a frequency", "10 Hz", ("Hz", 0), ("kHz", 3), ("mHz", -3));

    /// <summary>mA.</summary>
    public static Dimension Current { get; } = Create("a current", "0.25 mA", ("mA", 0), ("A", 3), ("uA", -3), ("nA", -6), ("pA", -9));

    /// <summary>Ohm.</summary>
    public static Dimension Resistance { get; } =
        Create("a resistance", "19 Ohm", ("Ohm", 0), ("kOhm", 3), ("MOhm", 6), ("GOhm", 9), ("mOhm", -3));

    /// <summary>mV s, the area of a threshold kernel.</summary>
    public static Dimension KernelArea { get; } =
        Create("a voltage times a time", "1 mV*s", ("mV*s", 0), ("V*s", 3), ("mV*ms", -3), ("V*ms", 0));

    /// <summary>A number that has no unit.</summary>
    public static Dimension None { get; } = new("a plain number", "", "0.1", ImmutableDictionary<string, int>.Empty);

    /// <summary>Everything that has a unit.</summary>
    public static ImmutableArray<Dimension> All { get; } = [Time, Voltage, Frequency, Current, Resistance, KernelArea];

    /// <summary>The dimension and power of ten of a unit as people type it (µ and Ω included), or null.</summary>
    public static (Dimension Dimension, int PowerOfTen)? OfUnit(string unit)
    {
        var plain = Plain(unit);
        foreach (var dimension in All)
        {
            if (dimension.Units.TryGetValue(plain, out var power))
            {
                return (dimension, power);
            }
        }

        return null;
    }

    // Both Unicode micro signs, both ohm signs, and the ways to write a product.
    private static string Plain(string unit) => string
        .Join('*', unit.Split([' ', '·', '*', '⋅'], StringSplitOptions.RemoveEmptyEntries))
        .Replace('µ', 'u').Replace('μ', 'u').Replace("Ω", "Ohm", StringComparison.Ordinal).Replace("Ω", "Ohm", StringComparison.Ordinal)
        .Replace("ohm", "Ohm", StringComparison.Ordinal);

    private static Dimension Create(string phrase, string example, params (string Unit, int PowerOfTen)[] units) =>
        new(phrase, units[0].Unit, example, units.ToImmutableDictionary(unit => unit.Unit, unit => unit.PowerOfTen));
}
