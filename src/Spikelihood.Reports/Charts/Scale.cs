namespace Spikelihood.Reports.Charts;

/// <summary>Maps an axis of data to pixels.</summary>
public abstract class Scale
{
    private protected Scale(Extent range, double from, double to) => (Range, From, To) = (range, from, to);

    /// <summary>The data on the axis.</summary>
    public Extent Range { get; }

    /// <summary>The pixel of the low end.</summary>
    public double From { get; }

    /// <summary>The pixel of the high end.</summary>
    public double To { get; }

    /// <summary>The axis of a kind.</summary>
    public static Scale Of(bool logarithmic, Extent range, double from, double to) =>
        logarithmic ? new LogScale(range, from, to) : new LinearScale(range, from, to);

    /// <summary>The pixel of a value; not finite when the value is not or cannot be on the axis.</summary>
    public double Map(double value) => From + (To - From) * Fraction(value);

    /// <summary>The ticks, about <paramref name="target"/> of them labelled.</summary>
    public abstract IReadOnlyList<Tick> Ticks(int target);

    /// <summary>0 at the low end, 1 at the high end.</summary>
    private protected abstract double Fraction(double value);
}

/// <summary>Equal differences are equally long.</summary>
public sealed class LinearScale(Extent range, double from, double to) : Scale(range, from, to)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tick> Ticks(int target) => LinearTicks.Find(Range, target);

    private protected override double Fraction(double value) => (value - Range.Low) / Range.Length;
}

/// <summary>Equal ratios are equally long; values that are not positive have no place.</summary>
public sealed class LogScale(Extent range, double from, double to) : Scale(range, from, to)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tick> Ticks(int target) => LogTicks.Find(Range, target);

    private protected override double Fraction(double value) =>
        value > 0 ? Math.Log(value / Range.Low) / Math.Log(Range.High / Range.Low) : double.NaN;
}
