using System.Collections.Immutable;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Sampling;

/// <summary>Draws whose sample means and covariances are exact: every combination of signs of independent factors, once.</summary>
internal static class FactorialDraws
{
    /// <summary>Two chains of draws.</summary>
    /// <param name="factors">How many independent factors, each of mean 0 and sample variance 1.</param>
    /// <param name="parameters">Names, and natural values as functions of the factors.</param>
    public static PosteriorDraws Of(int factors, params (string Name, Func<double[], double> Value)[] parameters)
    {
        var count = 1 << factors;
        var unit = Math.Sqrt((count - 1.0) / count);
        var draws = Enumerable.Range(0, count)
            .Select(row => Enumerable.Range(0, factors).Select(bit => (row >> bit & 1) == 1 ? unit : -unit).ToArray())
            .Select(z => parameters.Select(parameter => parameter.Value(z)).ToArray())
            .ToArray();
        ChainDraws Chain(IEnumerable<double[]> rows)
        {
            var values = rows.SelectMany(row => row).ToImmutableArray();
            return new(values, [.. new double[values.Length / parameters.Length]], []);
        }

        return new([.. parameters.Select(parameter => parameter.Name)], [Chain(draws[..(count / 2)]), Chain(draws[(count / 2)..])]);
    }
}
