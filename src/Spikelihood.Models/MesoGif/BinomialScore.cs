using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// The binomial log-likelihood of one population's counts (René 2020, equations 30 and 31): probabilities are clipped to [1e-8, 1 - 1e-8],
/// and where they are clipped the derivative is zero.
/// </summary>
internal sealed class BinomialScore
{
    private const double Tolerance = 1e-8;
    private readonly double[] _counts;
    private readonly int _size;
    private readonly int _from;
    private readonly double _constant;

    /// <summary>Scores the steps from <paramref name="from"/> on.</summary>
    public BinomialScore(double[] counts, int size, int from)
    {
        (_counts, _size, _from) = (counts, size, from);
        for (var k = from; k < counts.Length; k++)
        {
            _constant += LogFactorial.Choose(size, (int)counts[k]);
        }
    }

    /// <summary>The log-likelihood, log N! terms included.</summary>
    public double Value(ReadOnlySpan<double> expected)
    {
        var sum = 0.0;
        var first = _from;
        if (_counts.Length - first >= 8)
        {
            var total = Vector512<double>.Zero;
            for (; first + 8 <= _counts.Length; first += 8)
            {
                var p = Vector512.Create(expected[first..]) / Vector512.Create((double)_size);
                p = Vector512.Min(Vector512.Max(p, Vector512.Create(Tolerance)), Vector512.Create(1 - Tolerance));
                var n = Vector512.Create<double>(_counts.AsSpan(first));
                var rest = Vector512<double>.One - p;
                var logRest = Vector512.Log(rest) - (p - (Vector512<double>.One - rest)) / rest;
                total += n * Vector512.Log(p) + (Vector512.Create((double)_size) - n) * logRest;
            }

            sum = Vector512.Sum(total);
        }

        for (var k = first; k < _counts.Length; k++)
        {
            var p = Math.Min(Math.Max(expected[k] / _size, Tolerance), 1 - Tolerance);
            sum += _counts[k] * Math.Log(p) + (_size - _counts[k]) * LogOneMinus(p);
        }

        return _constant + sum;
    }

    /// <summary>dL/dnbar by step; zero before the scored steps.</summary>
    public void Adjoint(ReadOnlySpan<double> expected, Span<double> adjoint)
    {
        adjoint[.._from].Clear();
        for (var k = _from; k < _counts.Length; k++)
        {
            var p = expected[k] / _size;
            adjoint[k] = p > Tolerance && p < 1 - Tolerance ? (_counts[k] / p - (_size - _counts[k]) / (1 - p)) / _size : 0;
        }
    }

    private static double LogOneMinus(double p)
    {
        // log(1 - p) with full precision: the rounding of 1 - p is put right to first order.
        var rest = 1 - p;
        return Math.Log(rest) - (p - (1 - rest)) / rest;
    }
}
