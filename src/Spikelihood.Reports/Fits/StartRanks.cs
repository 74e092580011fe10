using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Fits;

/// <summary>Classes of starts by how far below the best they ended, with one colour each in all figures.</summary>
internal static class StartRanks
{
    private static readonly double[] Limits = [0.1, 1, 10, 100, 1000];

    /// <summary>0 for the best class; the last class also holds starts without a finite log posterior.</summary>
    public static int Of(double below) => double.IsNaN(below) ? Limits.Length : Limits.Count(limit => below >= limit);

    /// <summary>The class's colour.</summary>
    public static string Colour(double below) => Palette.Ranks[Of(below)];

    /// <summary>Samples of the classes that occur among <paramref name="distances"/>.</summary>
    public static ImmutableArray<LegendEntry> Entries(IEnumerable<double> distances) =>
        [.. distances.Select(Of).Distinct().Order().Select(rank => new LegendEntry(Name(rank), new Stroke(Palette.Ranks[rank], 2.5)))];

    private static string Name(int rank) =>
        rank == Limits.Length ? "more" : (rank == 0 ? "less than " : "< ") + NumberText.Trimmed(Limits[rank]) + (rank == 0 ? " nats below the best" : "");
}
