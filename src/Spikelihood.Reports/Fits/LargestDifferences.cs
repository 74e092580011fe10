using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Fits;

/// <summary>The parameters in which two points differ most, in words.</summary>
internal static class LargestDifferences
{
    private const int Most = 3;

    // Would be written as 0.0.
    private const double Least = 0.05;

    /// <param name="names">The parameters.</param>
    /// <param name="from">The point of reference.</param>
    /// <param name="to">The other, whose values are given.</param>
    /// <param name="error">The unit of difference of a parameter; null leaves it out.</param>
    /// <param name="unit">What that unit is called.</param>
    public static string Words(
        IEnumerable<string> names, IReadOnlyDictionary<string, double> from, IReadOnlyDictionary<string, double> to, Func<string, double?> error, string unit)
    {
        var largest = names
            .Where(name => from.ContainsKey(name) && to.ContainsKey(name) && error(name) is not null)
            .Select(name => (Name: name, Value: to[name], Distance: (to[name] - from[name]) / error(name)!.Value))
            .Where(item => Math.Abs(item.Distance) is >= Least and < double.PositiveInfinity)
            .OrderByDescending(item => Math.Abs(item.Distance))
            .Take(Most)
            .Select(item => $"{item.Name} = {NumberText.Significant(item.Value)} ({(item.Distance > 0 ? "+" : "")}{NumberText.Fixed(item.Distance, 1)} {unit})")
            .ToArray();
        return largest.Length == 0 ? "—" : string.Join(", ", largest);
    }
}
