using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>
/// Two nodes for the cohorts of one group: the Gauss quadrature of their masses along the direction in which adaptation tells them apart, exact for
/// cubic functions. Every other coordinate goes by linear regression on the direction, so that no coordinate has an error of first order.
/// </summary>
internal sealed class GroupNodes(int births)
{
    /// <summary>Less mass than this is none.</summary>
    private const double LeastMass = 1e-200;

    private static readonly Vector512<double> OfReset = Vector512<double>.Zero.WithElement(GroupLayout.Reset, 1);

    private readonly double[] _centred = new double[births];
    private double[] _places = [];
    private int _first;
    private Vector512<double> _average;
    private Vector512<double> _slope;
    private double _mass;
    private double _square;
    private double _cube;
    private double _upper;
    private double _lower;
    private bool _isSpread;

    /// <summary>Whether there is anybody.</summary>
    public bool IsEmpty => !(_mass > LeastMass);

    /// <summary>The sum of masses times the square of the polynomial that vanishes at the nodes: what the quadrature leaves of a fourth derivative, times 4!.</summary>
    public double Remainder
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < births && !IsEmpty; i++)
            {
                var product = Share[i] * (1 - Share[i]) * (_upper - _lower) * (_upper - _lower);
                sum += _isSpread ? Mass[i] * product * product : 0;
            }

            return sum;
        }
    }

    /// <summary>The members' masses.</summary>
    public double[] Mass { get; } = new double[births];

    /// <summary>The members' variances.</summary>
    public double[] Variance { get; } = new double[births];

    /// <summary>What is left of each member's reset: the one coordinate that is no data.</summary>
    public double[] Leftover { get; } = new double[births];

    /// <summary>Which share of each member goes to the upper node; the rest goes to the lower. Shares may lie outside 0 to 1.</summary>
    public double[] Share { get; } = new double[births];

    /// <summary>Adjoints of <see cref="Mass"/>.</summary>
    public double[] MassAdjoint { get; } = new double[births];

    /// <summary>Adjoints of <see cref="Variance"/>.</summary>
    public double[] VarianceAdjoint { get; } = new double[births];

    /// <summary>Adjoints of the members' leftovers of the reset.</summary>
    public double[] ResetAdjoint { get; } = new double[births];

    /// <summary>Finds the nodes of the members set.</summary>
    /// <param name="layout">The groups.</param>
    /// <param name="first">The first birth of this one.</param>
    public void Find(GroupLayout layout, int first)
    {
        (_places, _first) = (layout.Places, first);
        var direction = layout.Direction.AsSpan(first, births);
        double mass = 0, mean = 0;
        for (var i = 0; i < births; i++)
        {
            mass += Mass[i];
            mean += Mass[i] * direction[i];
        }

        _mass = mass;
        if (IsEmpty)
        {
            return;
        }

        mean /= mass;
        double square = 0, cube = 0;
        var perMass = 1 / mass;
        Vector512<double> average = default, slope = default;
        for (var i = 0; i < births; i++)
        {
            var c = direction[i] - mean;
            _centred[i] = c;
            var moment = Mass[i] * c * c;
            square += moment;
            cube += moment * c;
            average = Vector512.FusedMultiplyAdd(Vector512.Create(Mass[i] * perMass), Place(i), average);
        }

        _average = average;

        _square = square / mass;
        _cube = cube / mass;

        // A single cohort's distance from the mean is rounding, about 1e-17.
        _isSpread = _square > 1e-28;
        if (_isSpread)
        {
            // The roots of u^2 - (cube / square) u - square, the orthogonal polynomial of the masses.
            var half = _cube / (2 * _square);
            var root = Math.Sqrt(half * half + _square);
            _upper = half >= 0 ? half + root : _square / (root - half);
            _lower = -_square / _upper;
            var perSquare = perMass / _square;
            for (var i = 0; i < births; i++)
            {
                slope = Vector512.FusedMultiplyAdd(Vector512.Create(Mass[i] * _centred[i] * perSquare), Place(i) - average, slope);
            }
        }
        else
        {
            // One cohort alone: both nodes stand where it does.
            (_upper, _lower) = (0.5, -0.5);
        }

        _slope = slope;
        var perDistance = 1 / (_upper - _lower);
        for (var i = 0; i < births; i++)
        {
            Share[i] = (_centred[i] - _lower) * perDistance;
        }
    }

    /// <summary>Where the upper and the lower node stand.</summary>
    public (double Upper, double Lower) Coordinate(int q) => (_average[q] + _slope[q] * _upper, _average[q] + _slope[q] * _lower);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Place(int member) => Vector512.FusedMultiplyAdd(
        OfReset, Vector512.Create(Leftover[member]), Vector512.LoadUnsafe(ref _places[GroupLayout.Stride * (_first + member)]));

    /// <summary>The way back from the nodes to the members.</summary>
    /// <param name="mass">Adjoints of the portions of mass that each member gives to the upper and to the lower node.</param>
    /// <param name="variance">Adjoints of the portions of variance.</param>
    /// <param name="place">Adjoints of the nodes' coordinates.</param>
    public void GoBack(
        ReadOnlySpan<(double Upper, double Lower)> mass, ReadOnlySpan<(double Upper, double Lower)> variance, ReadOnlySpan<(double Upper, double Lower)> place)
    {
        MassAdjoint.AsSpan().Clear();
        VarianceAdjoint.AsSpan().Clear();
        ResetAdjoint.AsSpan().Clear();
        if (IsEmpty)
        {
            return;
        }

        var distance = _upper - _lower;
        double upper = 0, lower = 0, mean = 0;
        for (var i = 0; i < births; i++)
        {
            var share = (mass[i].Upper - mass[i].Lower) * Mass[i] + (variance[i].Upper - variance[i].Lower) * Variance[i];
            MassAdjoint[i] = mass[i].Upper * Share[i] + mass[i].Lower * (1 - Share[i]);
            VarianceAdjoint[i] = variance[i].Upper * Share[i] + variance[i].Lower * (1 - Share[i]);
            upper -= share * Share[i] / distance;
            lower -= share * (1 - Share[i]) / distance;
            mean -= share / distance;
        }

        Span<double> average = stackalloc double[GroupLayout.Stride], covariance = stackalloc double[GroupLayout.Stride];
        average.Clear();
        double square = 0, cube = 0;
        covariance.Clear();
        for (var q = 0; q < GroupLayout.Coordinates; q++)
        {
            average[q] = place[q].Upper + place[q].Lower;
            if (_isSpread)
            {
                var slope = place[q].Upper * _upper + place[q].Lower * _lower;
                upper += place[q].Upper * _slope[q];
                lower += place[q].Lower * _slope[q];
                covariance[q] = slope / _square;
                square -= slope * _slope[q] / _square;
            }
        }

        if (_isSpread)
        {
            var half = _cube / (2 * _square);
            var root = Math.Sqrt(half * half + _square);
            var halfAdjoint = (upper * _upper - lower * _lower) / root;
            cube = halfAdjoint / (2 * _square);
            square += (upper - lower) / (2 * root) - halfAdjoint * half / _square;
        }

        var (averages, covariances) = (Vector512.Create<double>(average), Vector512.Create<double>(covariance));
        var slopes = _slope * Vector512.Create(_square);
        for (var i = 0; i < births; i++)
        {
            var c = _centred[i];
            var sum = mean * c + square * (c * c - _square) + cube * (c * c * c - _cube - 3 * _square * c);
            var away = Place(i) - _average;
            sum += Vector512.Sum(averages * away + covariances * (Vector512.Create(c) * away - slopes));
            MassAdjoint[i] += sum / _mass;
            ResetAdjoint[i] = Mass[i] / _mass * (average[GroupLayout.Reset] + covariance[GroupLayout.Reset] * c);
        }
    }
}
