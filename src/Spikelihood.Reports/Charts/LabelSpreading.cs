namespace Spikelihood.Reports.Charts;

/// <summary>Moves labels apart that would overlap.</summary>
public static class LabelSpreading
{
    /// <summary>
    /// Places nearest to the wanted ones that keep their order and are at least <paramref name="distance"/> apart, inside
    /// [<paramref name="low"/>, <paramref name="high"/>] when they fit there.
    /// </summary>
    /// <param name="wanted">Wanted places, px, in any order.</param>
    /// <param name="distance">px.</param>
    /// <param name="low">px.</param>
    /// <param name="high">px.</param>
    public static double[] Spread(IReadOnlyList<double> wanted, double distance, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ToArray();
        var places = new double[wanted.Count];
        var below = low - distance;
        foreach (var i in order)
        {
            places[i] = below = Math.Max(wanted[i], below + distance);
        }

        var above = high + distance;
        foreach (var i in order.Reverse())
        {
            places[i] = above = Math.Min(places[i], above - distance);
        }

        return places;
    }
}
