using System.Collections.Immutable;

namespace Spikelihood.Reports.Charts;

/// <summary>One variable of a <see cref="PairPlot"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit, or nothing.</param>
/// <param name="Values">One value for each draw, the same draws for all variables.</param>
/// <param name="IsLogarithmic">Whether its axes are logarithmic.</param>
/// <param name="Range">Its axes.</param>
/// <param name="Truth">Its true value, when known.</param>
public sealed record PairAxis(string Name, string Unit, ImmutableArray<double> Values, bool IsLogarithmic, Extent Range, double? Truth)
{
    /// <summary>Where a value lies on an axis of equal lengths: its logarithm when the axis is logarithmic.</summary>
    public double Place(double value) => IsLogarithmic ? Math.Log(value) : value;

    /// <summary>The value at a place.</summary>
    public double Value(double place) => IsLogarithmic ? Math.Exp(place) : place;
}
