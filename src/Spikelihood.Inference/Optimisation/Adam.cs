using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// Adam (Kingma and Ba 2014, Algorithm 1), uphill: a stochastic gradient method whose steps do not depend on the gradient's scale. The state is a value
/// that goes in and comes out; where gradients come from is not its concern.
/// </summary>
/// <param name="options">Its constants.</param>
public sealed class Adam(AdamOptions options)
{
    /// <summary>The state before the first step.</summary>
    public static AdamState Init(ReadOnlySpan<double> position)
    {
        ImmutableArray<double> zero = [.. new double[position.Length]];
        return new([.. position], zero, zero, 0);
    }

    /// <summary>One step along a gradient estimated at the state's position.</summary>
    public AdamState Step(AdamState state, ReadOnlySpan<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, state.Position.Length);
        var steps = state.Steps + 1;
        double[] position = [.. state.Position], mean = [.. state.Mean], square = [.. state.Square];
        var meanWeight = 1 - Math.Pow(options.MeanDecay, steps);
        var squareWeight = 1 - Math.Pow(options.SquareDecay, steps);
        for (var i = 0; i < position.Length; i++)
        {
            mean[i] = options.MeanDecay * mean[i] + (1 - options.MeanDecay) * gradient[i];
            square[i] = options.SquareDecay * square[i] + (1 - options.SquareDecay) * gradient[i] * gradient[i];
            position[i] += options.LearningRate * (mean[i] / meanWeight) / (Math.Sqrt(square[i] / squareWeight) + options.Epsilon);
        }

        return new([.. position], [.. mean], [.. square], steps);
    }
}
