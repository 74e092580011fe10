namespace Spikelihood.Models.MesoGif;

/// <summary>
/// The free neurons, older than the window: expected number x and variance z, and the expected spike count of the whole population
/// nbar = W + Pfree x + P_L (N - X - x) (docs/mesogif.md, equations 8 and 10 to 12).
/// </summary>
internal sealed class FreePool(int size, int steps)
{
    private readonly double[] _number = new double[steps];
    private readonly double[] _variance = new double[steps];
    private readonly double[] _fire = new double[steps];

    /// <summary>nbar by step.</summary>
    public double[] Expected { get; } = new double[steps];

    /// <summary>lambda_free by step, Hz.</summary>
    public double[] Rate { get; } = new double[steps];

    /// <summary>Goes through the steps.</summary>
    /// <param name="logRate">log lambda_free by step.</param>
    /// <param name="timeStep">dt, s.</param>
    /// <param name="sums">W, X, Y, Z, four a step.</param>
    /// <param name="leaving">m and v that leave the window, by birth step.</param>
    /// <param name="bins">K.</param>
    public void Forward(ReadOnlySpan<double> logRate, double timeStep, ReadOnlySpan<double> sums, ReadOnlySpan<double> leaving, int bins)
    {
        CohortHazard.Fill(logRate, timeStep / 2, Rate, _fire);
        double x = size, z = 0;
        for (var k = 0; k < logRate.Length; k++)
        {
            var fire = _fire[k];
            _number[k] = x;
            _variance[k] = z;
            double w = sums[4 * k], inWindow = sums[4 * k + 1], y = sums[4 * k + 2], zWindow = sums[4 * k + 3];
            var correction = zWindow + z > 0 ? (y + fire * z) / (zWindow + z) : 0;
            Expected[k] = w + fire * x + correction * (size - inWindow - x);
            var stay = 1 - fire;
            z = stay * stay * z + fire * x;
            x *= stay;
            if (k >= bins)
            {
                x += leaving[2 * (k - bins)];
                z += leaving[2 * (k - bins) + 1];
            }
        }
    }

    /// <summary>The way back.</summary>
    /// <param name="adjoint">dL/dnbar by step.</param>
    /// <param name="timeStep">dt, s.</param>
    /// <param name="sums">W, X, Y, Z as in <see cref="Forward"/>; overwritten by their adjoints.</param>
    /// <param name="leaving">Receives the adjoints of what leaves the window, by birth step.</param>
    /// <param name="logRate">Receives dL/dlog lambda_free by step.</param>
    /// <param name="bins">K.</param>
    public void Backward(ReadOnlySpan<double> adjoint, double timeStep, Span<double> sums, Span<double> leaving, Span<double> logRate, int bins)
    {
        double xNext = 0, zNext = 0, hazardNext = 0;
        for (var k = adjoint.Length - 1; k >= 0; k--)
        {
            double x = _number[k], z = _variance[k], fire = _fire[k], stay = 1 - fire, n = adjoint[k];
            var inWindow = sums[4 * k + 1];
            var total = sums[4 * k + 3] + z;
            var correction = total > 0 ? (sums[4 * k + 2] + fire * z) / total : 0;

            // A variance this small can no longer change the ratio by a representable amount; its derivative would overflow.
            var perTotal = total > 1e-280 ? n * (size - inWindow - x) / total : 0;
            if (k >= bins)
            {
                leaving[2 * (k - bins)] = xNext;
                leaving[2 * (k - bins) + 1] = zNext;
            }

            var fireAdjoint = n * x + perTotal * z - x * xNext + (x - 2 * stay * z) * zNext;
            xNext = n * (fire - correction) + stay * xNext + fire * zNext;
            zNext = perTotal * (fire - correction) + stay * stay * zNext;
            sums[4 * k] = n;
            sums[4 * k + 1] = -n * correction;
            sums[4 * k + 2] = perTotal;
            sums[4 * k + 3] = -perTotal * correction;
            var hazard = stay * fireAdjoint;
            logRate[k] = Rate[k] * timeStep / 2 * (hazard + hazardNext);
            hazardNext = hazard;
        }
    }
}
