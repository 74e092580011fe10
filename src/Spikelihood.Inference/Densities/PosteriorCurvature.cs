using Spikelihood.Inference.Parameters;

namespace Spikelihood.Inference.Densities;

/// <summary>
/// The information of a <see cref="Posterior"/>: JᵀFJ with the Fisher information F of the data about natural values and
/// J = d natural / d position, plus the prior's curvature. The prior enters through each parameter's own free coordinate u, where the
/// priors in use are log-concave: (du/dz)ᵀ D (du/dz) with D the information about u. That is exact for independent transforms and the
/// Gauss-Newton approximation for others.
/// </summary>
public sealed class PosteriorCurvature(Posterior posterior, NaturalInformation fisher) : ICurvature
{
    /// <inheritdoc/>
    public void Information(ReadOnlySpan<double> position, Span<double> matrix)
    {
        var coordinates = posterior.Coordinates;
        var dimension = coordinates.Dimension;
        var jacobian = coordinates.Jacobian(position);
        var natural = new double[dimension];
        coordinates.ToNatural(position, natural);
        var information = new double[dimension * dimension];
        fisher(natural, information);
        if (posterior.WithPrior)
        {
            for (var i = 0; i < dimension; i++)
            {
                var parameter = posterior.Parameters.Parameters[i];
                var free = parameter.Transform.ToPosition(natural[i]);
                var stretch = parameter.Transform.Derivative(free);
                information[i * dimension + i] += parameter.PriorInformationAt(free) / (stretch * stretch);
            }
        }

        Sandwich(jacobian, information, matrix, dimension);
    }

    /// <summary>Writes JᵀMJ into <paramref name="result"/>.</summary>
    private static void Sandwich(double[] jacobian, double[] middle, Span<double> result, int dimension)
    {
        var product = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            for (var k = 0; k < dimension; k++)
            {
                var weight = middle[i * dimension + k];
                for (var j = 0; weight != 0 && j < dimension; j++)
                {
                    product[i * dimension + j] += weight * jacobian[k * dimension + j];
                }
            }
        }

        result.Clear();
        for (var i = 0; i < dimension; i++)
        {
            for (var k = 0; k < dimension; k++)
            {
                var weight = jacobian[k * dimension + i];
                for (var j = 0; weight != 0 && j < dimension; j++)
                {
                    result[i * dimension + j] += weight * product[k * dimension + j];
                }
            }
        }
    }
}
