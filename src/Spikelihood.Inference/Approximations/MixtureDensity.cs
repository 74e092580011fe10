using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Approximations;

/// <summary>A weighted mixture of normalised densities, for example one approximation for each mode of a posterior. Immutable.</summary>
public sealed class MixtureDensity : INormalisedDensity
{
    private readonly double[] _cumulative;
    private readonly double[] _logShares;

    /// <summary>A mixture.</summary>
    /// <param name="components">What is mixed; all of one dimension.</param>
    /// <param name="weights">Their weights, positive; they need not sum to one. Equal when empty.</param>
    public MixtureDensity(IEnumerable<INormalisedDensity> components, ReadOnlySpan<double> weights = default)
    {
        Components = [.. components];
        if (Components.IsEmpty || Components.Any(component => component.Dimension != Components[0].Dimension))
        {
            throw new ArgumentException("A mixture needs at least one component, and all of one dimension.", nameof(components));
        }

        if (!weights.IsEmpty && weights.Length != Components.Length)
        {
            throw new ArgumentException($"{weights.Length} weights cannot belong to {Components.Length} components.", nameof(weights));
        }

        _cumulative = new double[Components.Length];
        var sum = 0.0;
        for (var k = 0; k < Components.Length; k++)
        {
            var weight = weights.IsEmpty ? 1 : weights[k];
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight, nameof(weights));
            _cumulative[k] = sum += weight;
        }

        _logShares = [.. _cumulative.Select((upper, k) => Math.Log((upper - (k == 0 ? 0 : _cumulative[k - 1])) / sum))];
    }

    /// <summary>What is mixed.</summary>
    public ImmutableArray<INormalisedDensity> Components { get; }

    /// <inheritdoc/>
    public int Dimension => Components[0].Dimension;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var own = new double[position.Length];
        var largest = double.NegativeInfinity;
        var sum = 0.0;
        gradient.Clear();
        for (var k = 0; k < Components.Length; k++)
        {
            var value = _logShares[k] + Components[k].Evaluate(position, own);
            if (!(value > double.NegativeInfinity))
            {
                continue;
            }

            // The running sum Σ exp(value - largest), and the gradients with the same weights, are scaled anew when the largest changes.
            var top = Math.Max(largest, value);
            var earlier = Math.Exp(largest - top);
            var share = Math.Exp(value - top);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] = earlier * gradient[i] + share * own[i];
            }

            sum = earlier * sum + share;
            largest = top;
        }

        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= sum;
        }

        return largest + Math.Log(sum);
    }

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<double> position) => DrawAt(rng.NextDouble(), ref rng, position);

    /// <inheritdoc/>
    public void DrawAt(double place, ref Rng rng, Span<double> position)
    {
        var k = Array.FindIndex(_cumulative, upper => place * _cumulative[^1] < upper);
        Components[k < 0 ? Components.Length - 1 : k].Draw(ref rng, position);
    }
}
