using System.Globalization;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Tests.Charts;

public class TickTests
{
    [Fact]
    public void Linear_ticks_are_inside_even_few_and_at_least_two_for_any_range()
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        for (var i = 0; i < 5000; i++)
        {
            var low = (rng.NextDouble() - 0.5) * Math.Pow(10, 16 * rng.NextDouble() - 8);
            var range = new Extent(low, low + Math.Max(1e-6 * Math.Abs(low), Math.Pow(10, 16 * rng.NextDouble() - 8)));
            var target = 2 + rng.NextInt(9);
            var ticks = LinearTicks.Find(range, target);
            ticks.Count.ShouldBeInRange(2, 2 * target + 2, $"{range}, {target}");
            ticks.All(tick => tick.Value >= range.Low - 1e-8 * range.Length && tick.Value <= range.High + 1e-8 * range.Length).ShouldBeTrue($"{range}, {target}");
            var steps = ticks.Zip(ticks.Skip(1), (a, b) => b.Value - a.Value).ToArray();
            (steps.Max() - steps.Min()).ShouldBeLessThan(1e-6 * steps[0] + 1e-12 * Math.Abs(low));
        }
    }

    [Fact]
    public void The_labels_of_linear_ticks_are_the_ticks_values_and_differ()
    {
        var rng = new Rng(2, StreamPurpose.Test, 0);
        for (var i = 0; i < 2000; i++)
        {
            var low = (rng.NextDouble() - 0.5) * Math.Pow(10, 12 * rng.NextDouble() - 6);
            var range = new Extent(low, low + Math.Max(1e-3 * Math.Abs(low), Math.Pow(10, 12 * rng.NextDouble() - 6)));
            var ticks = LinearTicks.Find(range, 5);
            ticks.Select(tick => tick.Label).Distinct().Count().ShouldBe(ticks.Count);
            foreach (var tick in ticks)
            {
                Read(tick.Label!).ShouldBe(tick.Value, 1e-9 * Math.Max(Math.Abs(tick.Value), range.Length));
            }
        }
    }

    [Fact]
    public void Familiar_ranges_get_familiar_ticks()
    {
        LinearTicks.Find(new Extent(0, 10), 5).Select(tick => tick.Label).ShouldBe(["0", "2", "4", "6", "8", "10"]);
        LinearTicks.Find(new Extent(-0.3, 0.3), 3).Select(tick => tick.Label).ShouldBe(["−0.2", "0", "0.2"]);
        LogTicks.Find(new Extent(0.01, 100), 5).Where(tick => tick.Label is not null).Select(tick => tick.Label).ShouldBe(["0.01", "0.1", "1", "10", "100"]);
        LogTicks.Find(new Extent(2, 30), 5).Select(tick => tick.Label).ShouldBe(["2", "5", "10", "20"]);
        LogTicks.Find(new Extent(1e-9, 1e3), 4).Where(tick => tick.Label is not null).Select(tick => tick.Label).ShouldBe(["10⁻⁹", "10⁻⁵", "10⁻¹", "10³"]);
    }

    [Fact]
    public void Logarithmic_ticks_are_inside_and_at_least_two_are_labelled_for_any_range()
    {
        var rng = new Rng(3, StreamPurpose.Test, 0);
        for (var i = 0; i < 5000; i++)
        {
            var low = Math.Pow(10, 20 * rng.NextDouble() - 10);
            var range = new Extent(low, low * Math.Pow(10, 0.05 + 15 * Math.Pow(rng.NextDouble(), 3)));
            var target = 2 + rng.NextInt(6);
            var ticks = LogTicks.Find(range, target);
            ticks.Count(tick => tick.Label is not null).ShouldBeInRange(2, 2 * target + 4, $"{range}, {target}");
            ticks.All(tick => tick.Value >= range.Low * (1 - 1e-8) && tick.Value <= range.High * (1 + 1e-8)).ShouldBeTrue($"{range}, {target}");
        }
    }

    [Fact]
    public void A_range_without_length_or_end_has_no_ticks()
    {
        LinearTicks.Find(new Extent(1, 1), 5).ShouldBeEmpty();
        LinearTicks.Find(new Extent(double.NaN, 1), 5).ShouldBeEmpty();
        LinearTicks.Find(new Extent(0, double.PositiveInfinity), 5).ShouldBeEmpty();
        LogTicks.Find(new Extent(0, 1), 5).ShouldBeEmpty();
    }

    private static double Read(string label)
    {
        const string superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        var parts = label.Replace('−', '-').Split("×10");
        var power = parts.Length == 1 ? "0" : string.Concat(parts[1].Select(digit => digit == '⁻' ? "-" : superscripts.IndexOf(digit).ToString(CultureInfo.InvariantCulture)));
        return double.Parse(parts[0], CultureInfo.InvariantCulture) * Math.Pow(10, int.Parse(power, CultureInfo.InvariantCulture));
    }
}
