namespace Spikelihood.Reports.Charts;

/// <summary>Ticks at powers of ten; between them 2 and 5 when the range is short, unlabelled ones when it is not.</summary>
public static class LogTicks
{
    /// <summary>The ticks inside a positive range, at most about <paramref name="target"/> of them labelled.</summary>
    public static IReadOnlyList<Tick> Find(Extent range, int target)
    {
        if (!(range.Low > 0) || !(range.High > range.Low) || !double.IsFinite(range.High))
        {
            return [];
        }

        var first = (int)Math.Floor(Math.Log10(range.Low) + 1e-9);
        var last = (int)Math.Ceiling(Math.Log10(range.High) - 1e-9);
        var decades = Decades(range, first, last);
        if (decades.Count >= 2)
        {
            return Long(range, decades, target, first, last);
        }

        var values = Multiples(range, first, last, [1, 2, 5]);
        if (values.Count > target)
        {
            values = Multiples(range, first, last, [1, 3]);
        }

        return values.Count >= 2 ? [.. values.Select(tick => new Tick(tick.Value, Plain(tick)))] : LinearTicks.Find(range, target);
    }

    private static List<Tick> Long(Extent range, List<int> decades, int target, int first, int last)
    {
        var stride = (int)Math.Ceiling(decades.Count / (double)Math.Max(2, target));
        // Numbers such as 0.001 are read faster than powers, but not beside 10⁵.
        var plain = decades[0] >= -3 && decades[^1] <= 4;
        var offset = Offset(decades, stride);
        var ticks = decades
            .Select(decade => new Tick(
                Math.Pow(10, decade),
                (decade - offset) % stride != 0 ? null : plain ? Plain((decade, 1, 0)) : NumberText.PowerOfTen(decade)))
            .ToList();
        if (decades.Count <= 5)
        {
            ticks.AddRange(Multiples(range, first, last, [2, 3, 4, 5, 6, 7, 8, 9]).Select(tick => new Tick(tick.Value, null)));
        }

        return [.. ticks.OrderBy(tick => tick.Value)];
    }

    /// <summary>Which decades are labelled: multiples of the stride, unless starting elsewhere labels more of them.</summary>
    private static int Offset(List<int> decades, int stride) =>
        Enumerable.Range(0, stride).MaxBy(offset => decades.Count(decade => (decade - offset) % stride == 0));

    private static List<int> Decades(Extent range, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Where(decade => Inside(range, Math.Pow(10, decade)))];

    private static List<(int Decade, int Digit, double Value)> Multiples(Extent range, int first, int last, int[] digits) =>
        [.. from decade in Enumerable.Range(first, last - first + 1)
            from digit in digits
            let value = digit * Math.Pow(10, decade)
            where Inside(range, value)
            select (decade, digit, value)];

    private static bool Inside(Extent range, double value) => value >= range.Low * (1 - 1e-9) && value <= range.High * (1 + 1e-9);

    private static string Plain((int Decade, int Digit, double Value) tick) =>
        tick.Decade is >= -4 and <= 4
            ? NumberText.Fixed(tick.Digit * Math.Pow(10, tick.Decade), Math.Max(0, -tick.Decade))
            : (tick.Digit == 1 ? "" : tick.Digit + "×") + NumberText.PowerOfTen(tick.Decade);
}
