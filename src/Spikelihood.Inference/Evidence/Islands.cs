using System.Collections.Immutable;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// Estimates from islands: each has its own constant Z_k, and what is wanted is a mean weighted by them. Standard errors are the jackknife's, islands left out
/// one at a time; NaN for a single island.
/// </summary>
internal sealed class Islands
{
    private readonly double[] _constants;
    private readonly double _largest;

    /// <summary>Islands of these log Z_k, one at least finite.</summary>
    public Islands(double[] logConstants)
    {
        _largest = logConstants.Max();
        _constants = [.. logConstants.Select(log => Math.Exp(log - _largest))];
    }

    /// <summary>The islands' shares of the whole.</summary>
    public ImmutableArray<double> Shares => [.. _constants.Select(constant => constant / _constants.Sum())];

    /// <summary>
    /// log of the mean of the constants, with its error. The mean has no bias but its logarithm is too small by about half the squared error; the jackknife's
    /// correction takes that away.
    /// </summary>
    public (double Value, double Error) LogConstant()
    {
        var (value, error, bias) = Jackknife(islands => _largest + Math.Log(islands.Average(k => _constants[k])));

        // With a single island alive the others say nothing of how far it may be wrong.
        return double.IsFinite(bias) ? (value - bias, error) : (value, double.PositiveInfinity);
    }

    /// <summary>The weighted mean of a value of every island, with its error.</summary>
    public (double Value, double Error) Mean(double[] values)
    {
        var (value, error, _) = Jackknife(islands => islands.Sum(k => _constants[k] * values[k]) / islands.Sum(k => _constants[k]));
        return (value, error);
    }

    private (double Value, double Error, double Bias) Jackknife(Func<int[], double> estimate)
    {
        int[] all = [.. Enumerable.Range(0, _constants.Length)];
        if (all.Length < 2)
        {
            return (estimate(all), double.NaN, 0);
        }

        var value = estimate(all);
        var without = all.Select(left => estimate([.. all.Where(k => k != left)])).ToArray();
        var mean = without.Average();
        var variance = (all.Length - 1.0) / all.Length * without.Sum(value => (value - mean) * (value - mean));
        return (value, Math.Sqrt(variance), (all.Length - 1) * (mean - value));
    }
}
