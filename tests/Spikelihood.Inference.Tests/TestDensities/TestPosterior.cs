using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>Three parameters with priors of Table 7 and a Poisson-like likelihood of counts whose rates depend on all three.</summary>
public static class TestPosterior
{
    private static readonly double[] Inputs = [0.2, 0.9, 1.4, 2.2, 3.1];
    private static readonly double[] Counts = [2, 3, 6, 9, 21];

    public static ParameterSpace Parameters { get; } = new(
    [
        new Parameter("w[E,E]", "mV", new Normal(0, 4)),
        new Parameter("delta_u[E]", "mV", new Gamma(3, 1.5)),
        new Parameter("c[E]", "Hz", new Gamma(2, 5)),
    ]);

    public static CentredHazard Centred { get; } = new(1.6, 2.5);

    /// <summary>log rate = log c + (w input - 2.5) / Δ.</summary>
    public static double LogLikelihood(ReadOnlySpan<double> natural, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var k = 0; k < Inputs.Length; k++)
        {
            var exponent = (natural[0] * Inputs[k] - 2.5) / natural[1];
            var rate = natural[2] * Math.Exp(exponent);
            value += Counts[k] * Math.Log(rate) - rate;
            var residual = Counts[k] - rate;
            gradient[0] += residual * Inputs[k] / natural[1];
            gradient[1] -= residual * exponent / natural[1];
            gradient[2] += residual / natural[2];
        }

        return value;
    }

    public static void Fisher(ReadOnlySpan<double> natural, Span<double> matrix)
    {
        matrix.Clear();
        Span<double> slope = stackalloc double[3];
        for (var k = 0; k < Inputs.Length; k++)
        {
            var exponent = (natural[0] * Inputs[k] - 2.5) / natural[1];
            var rate = natural[2] * Math.Exp(exponent);
            slope[0] = Inputs[k] / natural[1];
            slope[1] = -exponent / natural[1];
            slope[2] = 1 / natural[2];
            for (var entry = 0; entry < 9; entry++)
            {
                matrix[entry] += rate * slope[entry / 3] * slope[entry % 3];
            }
        }
    }

    public static Posterior In(ICoordinates coordinates, bool withPrior = true) => new(Parameters, coordinates, LogLikelihood, withPrior);
}
