namespace Spikelihood.Inference.Uncertainty;

/// <summary>How second derivatives are measured.</summary>
public sealed record HessianOptions
{
    /// <summary>The longer of the two steps, as a share of the coordinate's own curvature length 1/√|H_ii|.</summary>
    public double Step { get; init; } = 0.02;

    /// <summary>A first guess at the curvature length of every coordinate, for example the prior's standard deviations; one when empty.</summary>
    public ReadOnlyMemory<double> Scales { get; init; }

    /// <summary>How often the length may be corrected.</summary>
    public int MaxCorrections { get; init; } = 8;

    /// <summary>Whether a second, shorter step takes away the leading error. What only guides a climb does without, for half the evaluations.</summary>
    public bool Extrapolates { get; init; } = true;

    /// <summary>The shape of a density, right to a few per cent, for as few evaluations as it can be had.</summary>
    /// <param name="scales">A first guess at the curvature length of every coordinate.</param>
    public static HessianOptions Rough(ReadOnlyMemory<double> scales) => new() { Scales = scales, MaxCorrections = 2, Extrapolates = false };
}
