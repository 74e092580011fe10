using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Sampling;

/// <summary>Covariances of the positions and of the gradients of some states, row-major, in coordinates in which a metric is estimated.</summary>
internal sealed class Moments
{
    private Moments(int dimension, int count)
    {
        Dimension = dimension;
        Count = count;
        Positions = new double[dimension * dimension];
        Gradients = new double[dimension * dimension];
    }

    /// <summary>Writes a vector in other coordinates, in place.</summary>
    public delegate void Map(Span<double> vector);

    public int Dimension { get; }

    public int Count { get; }

    public double[] Positions { get; }

    public double[] Gradients { get; }

    /// <summary>Whether every coordinate and every gradient moved, so that a scale can be told.</summary>
    public bool AllMoved
    {
        get
        {
            for (var i = 0; i < Dimension; i++)
            {
                double ofPosition = Positions[i * Dimension + i], ofGradient = Gradients[i * Dimension + i];
                if (!(ofPosition > 0 && ofGradient > 0 && double.IsFinite(ofPosition) && double.IsFinite(ofGradient)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The moments of states.</summary>
    /// <param name="states">The states.</param>
    /// <param name="position">Takes a position, less the mean, to the coordinates; nothing leaves it.</param>
    /// <param name="gradient">Takes a gradient to them.</param>
    public static Moments Of(IReadOnlyList<ChainState> states, Map? position = null, Map? gradient = null)
    {
        var dimension = states[0].Position.Length;
        var moments = new Moments(dimension, states.Count);
        Add(states, state => state.Position.AsSpan(), position, moments.Positions, dimension);
        Add(states, state => state.Gradient.AsSpan(), gradient, moments.Gradients, dimension);
        return moments;
    }

    /// <summary>
    /// Rescales the coordinates so that position and gradient vary alike in each, and returns the scales: (var x / var g)^¼, the standard
    /// deviation of the independent normal closest in Fisher divergence (Seyboldt et al. 2024, section 3.1).
    /// </summary>
    public double[] Equalise()
    {
        var scales = new double[Dimension];
        for (var i = 0; i < Dimension; i++)
        {
            scales[i] = Math.Sqrt(Math.Sqrt(Positions[i * Dimension + i] / Gradients[i * Dimension + i]));
        }

        for (var i = 0; i < Dimension; i++)
        {
            for (var j = 0; j < Dimension; j++)
            {
                Positions[i * Dimension + j] /= scales[i] * scales[j];
                Gradients[i * Dimension + j] *= scales[i] * scales[j];
            }
        }

        return scales;
    }

    /// <summary>Moves both matrices towards their diagonals: entries beside them shrink by <paramref name="share"/>, so no unit enters.</summary>
    public void Shrink(double share)
    {
        for (var i = 0; i < Dimension; i++)
        {
            for (var j = 0; j < Dimension; j++)
            {
                var factor = i == j ? 1 : 1 - share;
                Positions[i * Dimension + j] *= factor;
                Gradients[i * Dimension + j] *= factor;
            }
        }
    }

    private static void Add(IReadOnlyList<ChainState> states, Pick pick, Map? map, double[] matrix, int dimension)
    {
        var mean = new double[dimension];
        foreach (var state in states)
        {
            VectorArithmetic.AddScaled(mean, 1.0 / states.Count, pick(state));
        }

        var difference = new double[dimension];
        foreach (var state in states)
        {
            pick(state).CopyTo(difference);
            VectorArithmetic.AddScaled(difference, -1, mean);
            map?.Invoke(difference);
            for (var i = 0; i < dimension; i++)
            {
                VectorArithmetic.AddScaled(matrix.AsSpan(i * dimension, dimension), difference[i] / states.Count, difference);
            }
        }
    }

    private delegate ReadOnlySpan<double> Pick(ChainState state);
}
