using Spikelihood.Inference.Parameters;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// How far the prior spreads along each coordinate: the sampler's unit of length. Coordinates such as w/delta_u have heavy tails under the
/// prior, so the spread is that of the quartiles of draws, in standard deviations of a normal of the same quartiles.
/// </summary>
internal static class PriorScales
{
    private const int Draws = 1023;

    /// <summary>Distance of a normal's quartiles, in its standard deviations.</summary>
    private const double QuartileDistance = 1.3489795003921634;

    /// <summary>The prior's spread along each coordinate; the usual length where it has none.</summary>
    public static double[] Of(MesoGifProblem problem, ICoordinates coordinates)
    {
        var dimension = problem.Inferred.Length;
        var columns = new double[dimension][];
        for (var i = 0; i < dimension; i++)
        {
            columns[i] = new double[Draws];
        }

        // The same numbers in every run: lengths are no random choice of the user's.
        var rng = new Rng(0, StreamPurpose.Approximations, ulong.MaxValue);
        var (natural, position) = (new double[dimension], new double[dimension]);
        for (var draw = 0; draw < Draws; draw++)
        {
            problem.Parameters.SamplePrior(ref rng, natural);
            coordinates.ToPosition(natural, position);
            for (var i = 0; i < dimension; i++)
            {
                columns[i][draw] = position[i];
            }
        }

        return [.. columns.Select(Spread).Zip(problem.Scales, (spread, usual) => spread is > 0 and < double.PositiveInfinity ? spread : usual)];
    }

    private static double Spread(double[] values)
    {
        Array.Sort(values);
        return (values[3 * (Draws + 1) / 4 - 1] - values[(Draws + 1) / 4 - 1]) / QuartileDistance;
    }
}
