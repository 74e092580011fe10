namespace Spikelihood.Reports.Charts;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
public static class LinearTicks
{
    /// <summary>The ticks inside a range; their number is as near to <paramref name="target"/> as the three steps allow.</summary>
    public static IReadOnlyList<Tick> Find(Extent range, int target)
    {
        if (!(range.Length > 0) || !double.IsFinite(range.Length))
        {
            return [];
        }

        var (step, first, last) = Multiples(range, Step(range.Length, target));
        for (var finer = target + 1; last <= first; finer++)
        {
            // One number says where an axis is but not how long; a step of at most half the length always gives two.
            (step, first, last) = Multiples(range, Step(range.Length, finer));
        }

        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * step;
        var exponent = largest is >= 1e5 or < 1e-3 ? (int)Math.Floor(Math.Log10(largest) + 1e-9) : 0;
        var unit = Math.Pow(10, exponent);
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step / unit) - 1e-9));
        var ticks = new List<Tick>();
        for (var i = first; i <= last; i++)
        {
            var value = i * step;
            var text = NumberText.Fixed(value / unit, decimals);
            ticks.Add(new Tick(value, exponent == 0 || i == 0 ? (i == 0 ? "0" : text) : text + "×" + NumberText.PowerOfTen(exponent)));
        }

        return ticks;
    }

    // A tick that is outside by rounding alone belongs to the axis.
    private static (double Step, long First, long Last) Multiples(Extent range, double step) =>
        (step, (long)Math.Ceiling(range.Low / step - 1e-9), (long)Math.Floor(range.High / step + 1e-9));

    /// <summary>The distance between ticks.</summary>
    public static double Step(double length, int target)
    {
        var ideal = length / Math.Max(1, target);
        var power = Math.Pow(10, Math.Floor(Math.Log10(ideal)));
        double[] steps = [power, 2 * power, 5 * power, 10 * power];
        return steps.MinBy(step => Math.Abs(Math.Log(step / ideal)));
    }
}
