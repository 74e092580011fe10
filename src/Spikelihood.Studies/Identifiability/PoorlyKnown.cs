using System.Collections.Immutable;
using Spikelihood.Inference.Identifiability;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Identifiability;

/// <summary>What the data determine, but poorly, and which products and ratios they determine better.</summary>
internal static class PoorlyKnown
{
    /// <summary>A standard deviation, in units (of a logarithm, mostly), from which on a parameter or direction is poorly known.</summary>
    public const double Poor = 0.3;

    /// <summary>A combination is worth naming when it is known so many times better than its poorly known member.</summary>
    private const double Better = 3;

    /// <summary>For each parameter known no better than <paramref name="from"/> the product or ratio with another that is known best, if that is much better.</summary>
    public static IEnumerable<KnownPair> Pairs(Precision precision, LocalUnits units, ImmutableArray<int> isFixed, int count, double from = Poor)
    {
        var logarithmic = Enumerable.Range(0, count).Where(i => units.IsLogarithmic(i) && !isFixed.Contains(i)).ToArray();
        var seen = new HashSet<string>();
        int Sign(int i) => Math.Sign(units.Value(i));
        foreach (var i in logarithmic.Where(i => precision.Marginal(i) > from))
        {
            // Units are sizes, so a change by one unit is a change of log|x| by sign(x).
            var (j, factor, error) = logarithmic.Where(j => j != i)
                .SelectMany(j => new[] { 1, -1 }.Select(factor => (j, factor, Error: precision.OfPair(i, j, factor * Sign(i) * Sign(j)))))
                .DefaultIfEmpty((i, 1, double.PositiveInfinity)).MinBy(pair => pair.Item3);
            var (first, second) = factor > 0 && j < i ? (j, i) : (i, j);
            if (error * Better < precision.Marginal(i) && seen.Add($"{Math.Min(i, j)} {Math.Max(i, j)}"))
            {
                yield return new($"{units.Name(first)}{(factor > 0 ? "*" : "/")}{units.Name(second)}", error, units.Name(i), precision.Marginal(i));
            }
        }
    }

    /// <summary>The poorly determined principal directions.</summary>
    public static IEnumerable<PoorDirection> Directions(Precision precision, LocalUnits units) => precision.Loose(Poor).Select(loose =>
    {
        var moved = Enumerable.Range(0, loose.Change.Length)
            .Where(i => loose.Change[i] != 0)
            .OrderByDescending(i => Math.Abs(loose.Change[i]))
            .ToArray();
        return new PoorDirection(loose.StandardDeviation, [.. moved.Select(units.Name)], [.. moved.Select(i => loose.Change[i] * units.Natural[i])]);
    });
}
