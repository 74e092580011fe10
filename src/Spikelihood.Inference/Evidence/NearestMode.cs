using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// Divides space among the modes of a density: a position belongs to the mode to which it is nearest in that mode's own metric, √((x - m)ᵀC⁻¹(x - m)). The
/// parts do not overlap and leave nothing out, so the integrals over them add up to that over everything.
/// </summary>
/// <param name="modes">The modes with their covariances, for example <see cref="LaplaceApproximation.Normal"/>, or normals fitted to draws of each.</param>
public sealed class NearestMode(ImmutableArray<MultivariateNormal> modes)
{
    /// <summary>The number of modes.</summary>
    public int Count => modes.Length;

    /// <summary>The number of the mode that a position belongs to; the first of equally near ones.</summary>
    public int IndexOf(ReadOnlySpan<double> position)
    {
        var nearest = 0;
        var least = double.PositiveInfinity;
        for (var mode = 0; mode < modes.Length; mode++)
        {
            var square = modes[mode].SquaredDistance(position);
            if (square < least)
            {
                (nearest, least) = (mode, square);
            }
        }

        return nearest;
    }

    /// <summary>The part of space that belongs to a mode.</summary>
    public Region Of(int mode) => position => IndexOf(position) == mode;
}
