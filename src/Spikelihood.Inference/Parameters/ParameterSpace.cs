using System.Collections.Immutable;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Parameters;

/// <summary>
/// The unknowns of a fit, in order, by name. As coordinates it maps every parameter by its own transform. Immutable.
/// </summary>
public sealed class ParameterSpace : ICoordinates
{
    private readonly Dictionary<string, int> _indices;

    /// <summary>The space of these parameters, in this order; names must differ.</summary>
    public ParameterSpace(IEnumerable<Parameter> parameters)
    {
        Parameters = [.. parameters];
        _indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < Parameters.Length; index++)
        {
            if (!_indices.TryAdd(Parameters[index].Name, index))
            {
                throw new ArgumentException($"The parameter '{Parameters[index].Name}' is listed twice.", nameof(parameters));
            }
        }
    }

    /// <summary>The parameters in order.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public int Dimension => Parameters.Length;

    /// <summary>The parameter of this name.</summary>
    /// <exception cref="KeyNotFoundException">When there is none; the message lists those there are.</exception>
    public Parameter this[string name] => Parameters[IndexOf(name)];

    /// <summary>The place of the parameter of this name.</summary>
    /// <exception cref="KeyNotFoundException">When there is none; the message lists those there are.</exception>
    public int IndexOf(string name) => _indices.TryGetValue(name, out var index)
        ? index
        : throw new KeyNotFoundException($"There is no parameter '{name}'; the parameters are {string.Join(", ", Parameters.Select(p => p.Name))}.");

    /// <summary>Whether a parameter has this name.</summary>
    public bool Contains(string name) => _indices.ContainsKey(name);

    /// <summary>Natural values in order, from values by name.</summary>
    /// <exception cref="KeyNotFoundException">When a value is missing or a name is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">When a value lies outside what its prior allows.</exception>
    public double[] FromNames(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var name in values.Keys)
        {
            IndexOf(name);
        }

        return [.. Parameters.Select(ValueOf)];

        double ValueOf(Parameter parameter)
        {
            if (!values.TryGetValue(parameter.Name, out var value))
            {
                throw new KeyNotFoundException($"The parameter '{parameter.Name}' has no value.");
            }

            var (lower, upper) = parameter.Prior.Support;
            return parameter.Prior.Support.Contains(value)
                ? value
                : throw new ArgumentOutOfRangeException(nameof(values), value, $"'{parameter.Name}' must lie between {lower} and {upper}.");
        }
    }

    /// <summary>Values by name, from natural values in order.</summary>
    public ImmutableSortedDictionary<string, double> ToNames(ReadOnlySpan<double> natural)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(new ByPlace(_indices));
        for (var index = 0; index < Dimension; index++)
        {
            values.Add(Parameters[index].Name, natural[index]);
        }

        return values.ToImmutable();
    }

    /// <summary>Draws every natural value from its prior.</summary>
    public void SamplePrior(ref Rng rng, Span<double> natural)
    {
        for (var index = 0; index < Dimension; index++)
        {
            natural[index] = Parameters[index].Prior.Sample(ref rng);
        }
    }

    /// <summary>The log prior density of natural values, per natural units, and its gradient in them.</summary>
    public double LogPrior(ReadOnlySpan<double> natural, Span<double> gradient)
    {
        var sum = 0.0;
        for (var index = 0; index < Dimension; index++)
        {
            var prior = Parameters[index].Prior;
            sum += prior.LogDensity(natural[index]);
            gradient[index] = prior.LogDensityDerivative(natural[index]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void ToNatural(ReadOnlySpan<double> position, Span<double> natural)
    {
        for (var index = 0; index < Dimension; index++)
        {
            natural[index] = Parameters[index].Transform.ToNatural(position[index]);
        }
    }

    /// <inheritdoc/>
    public void ToPosition(ReadOnlySpan<double> natural, Span<double> position)
    {
        for (var index = 0; index < Dimension; index++)
        {
            position[index] = Parameters[index].Transform.ToPosition(natural[index]);
        }
    }

    /// <inheritdoc/>
    public double LogJacobian(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, Span<double> gradient)
    {
        var sum = 0.0;
        for (var index = 0; index < Dimension; index++)
        {
            sum += Parameters[index].Transform.LogDerivative(position[index]);
            gradient[index] = Parameters[index].Transform.LogDerivativeSlope(position[index]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void PullBack(
        ReadOnlySpan<double> position, ReadOnlySpan<double> natural, ReadOnlySpan<double> naturalGradient, Span<double> positionGradient)
    {
        for (var index = 0; index < Dimension; index++)
        {
            positionGradient[index] = Parameters[index].Transform.Derivative(position[index]) * naturalGradient[index];
        }
    }

    /// <summary>Orders names as the parameters are ordered, so that files list them the way the model does.</summary>
    private sealed class ByPlace(Dictionary<string, int> places) : IComparer<string>
    {
        public int Compare(string? x, string? y)
        {
            var first = places.GetValueOrDefault(x ?? string.Empty, int.MaxValue);
            var second = places.GetValueOrDefault(y ?? string.Empty, int.MaxValue);
            return first == second ? string.CompareOrdinal(x, y) : first.CompareTo(second);
        }
    }
}
