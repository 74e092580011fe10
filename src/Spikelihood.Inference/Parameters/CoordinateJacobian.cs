namespace Spikelihood.Inference.Parameters;

/// <summary>The full Jacobian of a coordinate map, from its pull-backs.</summary>
public static class CoordinateJacobian
{
    /// <summary>dx/dz at <paramref name="position"/>, row-major: row i holds the derivatives of natural value i.</summary>
    public static double[] Jacobian(this ICoordinates coordinates, ReadOnlySpan<double> position)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        var dimension = coordinates.Dimension;
        var natural = new double[dimension];
        coordinates.ToNatural(position, natural);
        var unit = new double[dimension];
        var jacobian = new double[dimension * dimension];
        for (var row = 0; row < dimension; row++)
        {
            unit[row] = 1;
            coordinates.PullBack(position, natural, unit, jacobian.AsSpan(row * dimension, dimension));
            unit[row] = 0;
        }

        return jacobian;
    }
}
