namespace Spikelihood.Numerics.Distributions;

/// <summary>The open interval on which a density is positive.</summary>
/// <param name="Lower">Lower end, possibly minus infinity.</param>
/// <param name="Upper">Upper end, possibly infinity.</param>
public readonly record struct Support(double Lower, double Upper)
{
    /// <summary>Every real number.</summary>
    public static Support Real { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Numbers above zero.</summary>
    public static Support Positive { get; } = new(0, double.PositiveInfinity);

    /// <summary>Numbers between zero and one.</summary>
    public static Support UnitInterval { get; } = new(0, 1);

    /// <summary>Whether <paramref name="x"/> lies strictly inside and is finite.</summary>
    public bool Contains(double x) => double.IsFinite(x) && x > Lower && x < Upper;
}
