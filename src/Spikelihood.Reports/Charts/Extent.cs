namespace Spikelihood.Reports.Charts;

/// <summary>The range of an axis, in the data's unit.</summary>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value.</param>
public readonly record struct Extent(double Low, double High)
{
    /// <summary>The range that holds nothing yet.</summary>
    public static Extent Nothing => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Whether it holds no value.</summary>
    public bool IsEmpty => !(Low <= High);

    /// <summary>High minus low.</summary>
    public double Length => High - Low;

    /// <summary>The range of the finite values.</summary>
    public static Extent Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Aggregate(Nothing, (range, value) => range.With(value));
    }

    /// <summary>The same range, widened to hold a value; one that is not finite changes nothing.</summary>
    public Extent With(double value) => double.IsFinite(value) ? new(Math.Min(Low, value), Math.Max(High, value)) : this;

    /// <summary>The range that holds both.</summary>
    public Extent With(Extent other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>
    /// A range that can be drawn: not empty, of some length, with <paramref name="padding"/> (a fraction of the length) at each end.
    /// </summary>
    public Extent Drawable(double padding)
    {
        if (IsEmpty)
        {
            return new Extent(0, 1);
        }

        var least = 1e-9 * Math.Max(Math.Abs(Low), Math.Abs(High));
        if (Length <= least)
        {
            var half = Low == 0 ? 1 : 0.1 * Math.Abs(Low);
            return new Extent(Low - half, High + half);
        }

        return new Extent(Low - padding * Length, High + padding * Length);
    }

    /// <summary>As <see cref="Drawable"/> with the lengths measured in decades; values that are not positive are not in the range.</summary>
    public Extent DrawableLog(double padding)
    {
        if (IsEmpty || High <= 0)
        {
            return new Extent(0.1, 10);
        }

        var logs = new Extent(Math.Log10(Low > 0 ? Low : High / 1000), Math.Log10(High));
        logs = logs.Length < 0.05 ? new Extent(logs.Low - 0.2, logs.High + 0.2) : logs.Drawable(padding);
        return new Extent(Math.Pow(10, logs.Low), Math.Pow(10, logs.High));
    }
}
