using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Identifiability;

/// <summary>
/// The directions about which data say nothing: the null space of an information matrix. Coordinates are first scaled by their own information, so
/// that the matrix has a unit
/// diagonal and its eigenvalues neither depend on units nor on the amount of data. Eigenvalues that are zero but for rounding are told from small
/// ones by the widest gap between them.
/// </summary>
public sealed class NullSpace
{
    /// <summary>A coordinate with less information of its own than this, in nats per squared unit, is one that the data do not see.</summary>
    private const double LeastInformation = 1e-12;

    /// <summary>Scaled eigenvalues above this are small, not zero.</summary>
    private const double LargestZero = 1e-10;

    /// <summary>Scaled eigenvalues below this are rounding.</summary>
    private const double Rounding = 1e-15;

    /// <summary>Between zero and small lies at least this factor.</summary>
    private const double LeastGap = 100;

    /// <summary>A direction belongs to the null space when no larger share of it lies outside.</summary>
    private const double Alignment = 1e-4;

    private readonly double[] _scales;
    private readonly double[][] _basis;

    private NullSpace(double[] scales, double[][] basis, ImmutableArray<int> blind, ImmutableArray<double> spectrum)
    {
        (_scales, _basis, Blind, Spectrum) = (scales, basis, blind, spectrum);
    }

    /// <summary>The number of coordinates.</summary>
    public int Dimension => _scales.Length;

    /// <summary>The number of independent null directions.</summary>
    public int Count => _basis.Length;

    /// <summary>Coordinates that the data do not see at all; each is a null direction of its own.</summary>
    public ImmutableArray<int> Blind { get; }

    /// <summary>The eigenvalues of the scaled information of all other coordinates, ascending; their mean is 1.</summary>
    public ImmutableArray<double> Spectrum { get; }

    /// <summary>The null space of an information matrix.</summary>
    /// <param name="information">Row-major, symmetric, positive semi-definite but for rounding; nats per product of coordinates, whose units are
    /// natural changes (such as logarithms).</param>
    /// <param name="dimension">Rows.</param>
    /// <exception cref="ArgumentException">When an entry is not finite.</exception>
    public static NullSpace Of(ReadOnlySpan<double> information, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(information.Length, dimension * dimension);
        var scales = new double[dimension];
        var (seen, blind) = (new List<int>(), new List<int>());
        for (var i = 0; i < dimension; i++)
        {
            var own = information[i * dimension + i];
            scales[i] = own > LeastInformation ? Math.Sqrt(own) : 1;
            (own > LeastInformation ? seen : blind).Add(i);
        }

        var scaled = new double[seen.Count * seen.Count];
        for (var i = 0; i < seen.Count; i++)
        {
            for (var j = 0; j < seen.Count; j++)
            {
                scaled[i * seen.Count + j] = i == j ? 1 : information[seen[i] * dimension + seen[j]] / (scales[seen[i]] * scales[seen[j]]);
            }
        }

        var basis = blind.Select(i => Unit(i, dimension)).ToList();
        if (seen.Count == 0)
        {
            return new(scales, [.. basis], [.. blind], []);
        }

        var eigen = SymmetricEigen.Decompose(scaled, seen.Count)
            ?? throw new ArgumentException("The information holds values that are not finite.", nameof(information));
        for (var index = 0; index < Zeros(eigen.Values); index++)
        {
            var vector = new double[dimension];
            var own = eigen.Vector(index);
            for (var i = 0; i < seen.Count; i++)
            {
                vector[seen[i]] = own[i];
            }

            basis.Add(vector);
        }

        return new(scales, [.. basis], [.. blind], [.. eigen.Values]);
    }

    /// <summary>
    /// Whether nothing but null directions is in <paramref name="direction"/>. Coordinates that the data do not see count for nothing here; a
    /// direction of them alone is none.
    /// </summary>
    public bool Contains(ReadOnlySpan<double> direction)
    {
        var scaled = Scaled(direction);
        foreach (var i in Blind)
        {
            scaled[i] = 0;
        }

        var size = VectorArithmetic.Norm(scaled);
        return size > 0 && VectorArithmetic.Norm(Gaps.Outside(scaled, _basis)) <= Alignment * size;
    }

    /// <summary>Whether a null direction is not a combination of those already <paramref name="known"/>.</summary>
    public bool AddsTo(IEnumerable<double[]> known, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(known);
        return AddTo(Span(known), Scaled(direction));
    }

    /// <summary>Whether the data determine the linear function with these <paramref name="coefficients"/>: no null direction changes it.</summary>
    public bool Determines(ReadOnlySpan<double> coefficients)
    {
        double[] dual = [.. coefficients];
        for (var i = 0; i < dual.Length; i++)
        {
            dual[i] /= _scales[i];
        }

        var size = VectorArithmetic.Norm(dual);
        return _basis.All(vector => Math.Abs(VectorArithmetic.Dot(vector, dual)) <= Alignment * size);
    }

    /// <summary>
    /// A smallest set of coordinates whose fixing leaves no null direction: as many as there are directions, the first in <paramref name="order"/>
    /// that are independent.
    /// </summary>
    /// <param name="order">All coordinates, those one would rather fix first.</param>
    public ImmutableArray<int> Fixing(IEnumerable<int> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (chosen, rows, later) = (new List<int>(), new List<double[]>(), order.ToList());
        foreach (var share in new[] { 0.02, 1e-5 })
        {
            foreach (var i in later.ToArray())
            {
                double[] row = [.. _basis.Select(vector => vector[i])];
                var size = VectorArithmetic.Norm(row);
                var rest = Gaps.Outside(row, rows);
                if (chosen.Count < Count && size > Alignment && VectorArithmetic.Norm(rest) > share * size)
                {
                    rows.Add(Gaps.Normalised(rest));
                    chosen.Add(i);
                    later.Remove(i);
                }
            }
        }

        return [.. chosen.Order()];
    }

    /// <summary>
    /// Null directions that, with those already <paramref name="known"/>, span the null space, each with few coordinates: every one moves exactly one
    /// coordinate of a fixing set.
    /// </summary>
    /// <param name="known">Null directions.</param>
    /// <param name="order">As for <see cref="Fixing"/>.</param>
    /// <returns>Directions whose largest component is 1; components that are rounding are zero.</returns>
    public ImmutableArray<ImmutableArray<double>> Beyond(IEnumerable<double[]> known, IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(order);
        var span = Span(known);
        var candidates = Circuits(Fixing(order)).Concat(Circuits(Fixing(order.Reverse()))).OrderBy(vector => vector.Count(component => component != 0));
        var found = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        foreach (var vector in candidates)
        {
            if (span.Count < Count && AddTo(span, vector))
            {
                var natural = vector.Select((component, i) => component / _scales[i]).ToArray();
                var largest = natural.MaxBy(Math.Abs);
                found.Add([.. natural.Select(component => component / largest)]);
            }
        }

        return found.ToImmutable();
    }

    private List<double[]> Span(IEnumerable<double[]> directions)
    {
        var span = new List<double[]>();
        foreach (var direction in directions)
        {
            AddTo(span, Scaled(direction));
        }

        return span;
    }

    private static bool AddTo(List<double[]> span, double[] vector)
    {
        var rest = Gaps.Outside(vector, span);
        if (VectorArithmetic.Norm(rest) <= 10 * Alignment * VectorArithmetic.Norm(vector))
        {
            return false;
        }

        span.Add(Gaps.Normalised(rest));
        return true;
    }

    /// <summary>For every coordinate of a fixing set the null direction that moves it and no other of the set, scaled.</summary>
    private IEnumerable<double[]> Circuits(ImmutableArray<int> fixing)
    {
        foreach (var moved in fixing)
        {
            // Within the null space, what is at right angles to the rows of all others of the set.
            var held = new List<double[]>();
            foreach (var other in fixing.Where(other => other != moved))
            {
                held.Add(Gaps.Normalised(Gaps.Outside([.. _basis.Select(vector => vector[other])], held)));
            }

            var weights = Gaps.Outside([.. _basis.Select(vector => vector[moved])], held);
            var sum = new double[Dimension];
            for (var k = 0; k < Count; k++)
            {
                VectorArithmetic.AddScaled(sum, weights[k], _basis[k]);
            }

            var largest = sum.Max(Math.Abs);
            yield return [.. sum.Select((component, i) => Math.Abs(component) > Alignment * largest && !(i != moved && fixing.Contains(i)) ? component : 0)];
        }
    }

    private static int Zeros(IReadOnlyList<double> ascending)
    {
        var (zeros, widest) = (0, LeastGap);
        for (var i = 0; i + 1 < ascending.Count && ascending[i] < LargestZero; i++)
        {
            var gap = Math.Max(ascending[i + 1], Rounding) / Math.Max(ascending[i], Rounding);
            if (gap > widest)
            {
                (zeros, widest) = (i + 1, gap);
            }
        }

        return zeros;
    }

    private double[] Scaled(ReadOnlySpan<double> direction)
    {
        var scaled = direction.ToArray();
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] *= _scales[i];
        }

        return scaled;
    }

    private static double[] Unit(int place, int dimension)
    {
        var unit = new double[dimension];
        unit[place] = 1;
        return unit;
    }
}
