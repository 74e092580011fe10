using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// The binomial log-likelihood of one population's counts (René 2020, equations 30 and 31), with probabilities kept within <see cref="ProbabilityBounds"/>.
/// </summary>
internal sealed class BinomialScore
{
    private readonly double[] _counts;
    private readonly int _size;
    private readonly int _from;
    private readonly ProbabilityBounds _bounds;
    private readonly double _constant;

    /// <summary>Scores the steps from <paramref name="from"/> on.</summary>
    public BinomialScore(double[] counts, int size, int from, ProbabilityBounds bounds)
    {
        (_counts, _size, _from, _bounds) = (counts, size, from, bounds);
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
            var (lowest, highest) = (Vector512.Create(ProbabilityBounds.Tolerance), Vector512.Create(1 - ProbabilityBounds.Tolerance));
            for (; first + 8 <= _counts.Length; first += 8)
            {
                var p = Vector512.Create(expected[first..]) / Vector512.Create((double)_size);
                if (!(Vector512.GreaterThanOrEqualAll(p, lowest) && Vector512.LessThanOrEqualAll(p, highest)))
                {
                    sum += OneByOne(expected, first, first + 8);
                    continue;
                }

                var n = Vector512.Create<double>(_counts.AsSpan(first));
                var rest = Vector512<double>.One - p;
                var logRest = Vector512.Log(rest) - (p - (Vector512<double>.One - rest)) / rest;
                total += n * Vector512.Log(p) + (Vector512.Create((double)_size) - n) * logRest;
            }

            sum += Vector512.Sum(total);
        }

        return _constant + (sum + OneByOne(expected, first, _counts.Length));
    }

    /// <summary>dL/dnbar by step; zero before the scored steps.</summary>
    public void Adjoint(ReadOnlySpan<double> expected, Span<double> adjoint)
    {
        adjoint[.._from].Clear();
        for (var k = _from; k < _counts.Length; k++)
        {
            var p = _bounds.Of(expected[k] / _size);
            adjoint[k] = (_counts[k] / p.Firing - (_size - _counts[k]) / p.Silent) * p.Slope / _size;
        }
    }

    private double OneByOne(ReadOnlySpan<double> expected, int begin, int end)
    {
        var sum = 0.0;
        for (var k = begin; k < end; k++)
        {
            // log p and log(1 - p) with full precision: the rounding of 1 - p is put right to first order.
            var p = _bounds.Of(expected[k] / _size);
            var logSilent = Math.Log(p.Silent) - (p.Firing - (1 - p.Silent)) / p.Silent;
            sum += _counts[k] * Math.Log(p.Firing) + (_size - _counts[k]) * logSilent;
        }

        return sum;
    }
}
