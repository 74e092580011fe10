using System.Collections.Immutable;
using Spikelihood.Inference.Identifiability;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Binding;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Identifiability;

/// <summary>
/// Says what data determine about the inferred parameters near given values: measures the Fisher information of the counts, finds its null space,
/// names the directions in it after the model's
/// symmetries (each confirmed by the matrix and by a finite step), and describes what is left (docs/identifiability.md). The prior takes no part.
/// </summary>
public sealed class IdentifiabilityAnalysis
{
    /// <summary>What <see cref="IdentifiabilityRecord.At"/> says of the model's values.</summary>
    public const string OwnValues = "the model's own values";

    /// <summary>What <see cref="IdentifiabilityRecord.At"/> says of a fit's result.</summary>
    public const string BestPoint = "the best point";

    /// <summary>How far a finite step goes: a tenth of a size, or of delta_u.</summary>
    private const double FiniteStep = 0.1;

    /// <summary>Which to fix first: what the field fixes by convention, then what says least about mechanism.</summary>
    private static readonly string[] Conventional = ["u_rest", "u_th", "p", "u_r", "R", "J_theta", "delta_u", "c", "w", "tau_theta", "tau_s", "tau_m"];

    /// <summary>So many of them the field fixes.</summary>
    private const int FixedByConvention = 5;

    private readonly StudyData _data;
    private readonly ParameterLayout _layout;
    private readonly ImmutableArray<int> _inferred;
    private readonly double[] _values;
    private readonly MesoGifLikelihood _likelihood;
    private readonly LocalUnits _units;
    private readonly CountInformation _information;

    private IdentifiabilityAnalysis(
        StudyData data, ParameterLayout layout, ImmutableArray<int> inferred, double[] values, Workers workers, CancellationToken cancellation)
    {
        (_data, _layout, _inferred, _values) = (data, layout, inferred, values);
        _likelihood = new(data.Network, data.Counts, data.Stimulus, data.From, Workers.One, bounds: ProbabilityBounds.Smooth);
        _units = new(layout, inferred, values);
        _information = CountInformation.Measure(_likelihood, Sizes, values, inferred, _units.Natural, workers, cancellation);
    }

    private ImmutableArray<int> Sizes => [.. _data.Network.Populations.Select(population => population.Size)];

    /// <summary>The analysis of a fit's unknowns.</summary>
    /// <param name="problem">What is inferred.</param>
    /// <param name="data">The data.</param>
    /// <param name="natural">The values of what is inferred.</param>
    /// <param name="at">What to call them.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="cancellation">Stops.</param>
    public static IdentifiabilityRecord Of(
        MesoGifProblem problem, StudyData data, ReadOnlySpan<double> natural, string at, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(data);
        var values = problem.Coordinates.Complete(natural);
        return new IdentifiabilityAnalysis(data, problem.Layout, problem.Inferred, values, workers, cancellation).Describe(at);
    }

    private IdentifiabilityRecord Describe(string at)
    {
        var count = _inferred.Length;
        if (!_information.Matrix.All(double.IsFinite))
        {
            return new()
            {
                At = at,
                Inferred = count,
                Determined = 0,
                Sentences = [$"What the data determine cannot be told at {at}: the expected counts do not change smoothly there."],
            };
        }

        var space = NullSpace.Of(_information.Matrix, count);
        var order = Enumerable.Range(0, count).OrderBy(i => Array.IndexOf(Conventional, _layout.All[_inferred[i]].Family)).ToArray();
        var fix = space.Fixing(order);
        var precision = Precision.Of(_information.Matrix, count, fix);
        var open = Open(space, order, precision).ToImmutableArray();
        var parts = new IdentifiabilityRecord
        {
            At = at,
            Inferred = count,
            Determined = count - space.Count,
            Sentences = [],
            Open = open,
            Fix = [.. fix.Select(_units.Name)],
            Parameters = [.. Enumerable.Range(0, count).Select(i => Known(i, space, precision, fix))],
            Pairs = precision is null ? [] : [.. PoorlyKnown.Pairs(precision, _units, fix, count)],
            FixAlso = precision is null ? null : FixAlso(precision, fix),
            Poor = precision is null ? [] : [.. PoorlyKnown.Directions(precision, _units)],
            Spectrum = space.Spectrum,
        };
        return parts with { Sentences = [.. new IdentifiabilityWords(parts, _layout, _inferred, _units, _data.Network).Sentences()] };
    }

    /// <summary>Of the families that are fixed by convention, the one that helps most when it is fixed as well.</summary>
    private FixedToo? FixAlso(Precision precision, ImmutableArray<int> fix)
    {
        int[] Poor(Precision known) => [.. Enumerable.Range(0, _inferred.Length).Where(i => known.Marginal(i) > PoorlyKnown.Poor)];
        var best = Poor(precision);
        FixedToo? found = null;
        foreach (var family in Conventional[..FixedByConvention])
        {
            int[] members = [.. Enumerable.Range(0, _inferred.Length).Where(i => _layout.All[_inferred[i]].Family == family && !fix.Contains(i))];
            if (members.Length > 0
                && Precision.Of(_information.Matrix, _inferred.Length, [.. fix, .. members]) is { } narrower
                && Poor(narrower) is var left && left.Length < best.Length)
            {
                (best, found) = (left, new FixedToo([.. members.Select(_units.Name)], [.. left.Select(_units.Name)]));
            }
        }

        return found;
    }

    private KnownParameter Known(int i, NullSpace space, Precision? precision, ImmutableArray<int> fix)
    {
        var own = new double[_inferred.Length];
        own[i] = 1;
        double? error = precision is null || fix.Contains(i) ? null : precision.Marginal(i) * _units.Natural[i];
        double? othersKnown = space.Blind.Contains(i) ? null : _units.Natural[i] / Math.Sqrt(_information.Matrix[i * own.Length + i]);
        return new(_units.Name(i), _units.Value(i), space.Determines(own), error, othersKnown);
    }

    private IEnumerable<OpenDirection> Open(NullSpace space, int[] order, Precision? precision)
    {
        var known = new List<double[]>();
        foreach (var blind in space.Blind)
        {
            var direction = new double[_inferred.Length];
            direction[blind] = 1;
            known.Add(direction);
            var change = LikelihoodAt(values => values[_inferred[blind]] *= 1 + FiniteStep);
            yield return Direction(new Blindness(_layout, _data, _values).Words(_inferred[blind]), direction, change);
        }

        var input = MeanState.Of(_data.Counts, _data.Stimulus, Sizes, 0).Input;
        foreach (var symmetry in new Symmetries(_layout, _data.Network.Names, _inferred).At(_values, input))
        {
            var tangent = Tangent(symmetry);
            if (space.Contains(tangent) && space.AddsTo(known, tangent))
            {
                known.Add(tangent);
                var moved = symmetry.Move(_values, FiniteStep);
                yield return Direction(Words(symmetry, space, precision), tangent, LikelihoodAt(values => moved.CopyTo(values, 0)));
            }
        }

        foreach (var direction in space.Beyond(known, order))
        {
            double[] unnamed = [.. direction];
            yield return Direction(IdentifiabilityWords.Generic(unnamed, _units), unnamed, Along(unnamed, precision));
        }
    }

    private string Words(Symmetry symmetry, NullSpace space, Precision? precision)
    {
        if (symmetry.Combination is not var (first, second) || precision is null)
        {
            return symmetry.Words;
        }

        var (i, j) = (_inferred.IndexOf(first), _inferred.IndexOf(second));
        var product = new double[_inferred.Length];
        // A unit is a size, so that a unit up is a logarithm down where the value is negative.
        var sign = Math.Sign(_units.Value(i)) * Math.Sign(_units.Value(j));
        (product[i], product[j]) = (1, sign);
        var (a, b, error) = (_units.Name(i), _units.Name(j), precision.OfPair(i, j, sign));
        return space.Determines(product) ? $"only {a}*{b} is determined (to {LocalUnits.Relative(error)}), not {a} and {b} for themselves" : symmetry.Words;
    }

    private OpenDirection Direction(string words, double[] direction, double change)
    {
        var moved = Enumerable.Range(0, direction.Length).Where(i => direction[i] != 0).ToArray();
        return new(words, [.. moved.Select(_units.Name)], [.. moved.Select(i => direction[i] * _units.Natural[i])], change);
    }

    /// <summary>The direction in which a symmetry sets out, in units.</summary>
    private double[] Tangent(Symmetry symmetry)
    {
        const double Step = 1e-5;
        var (ahead, behind) = (symmetry.Move(_values, Step), symmetry.Move(_values, -Step));
        return [.. _inferred.Select((place, i) => (ahead[place] - behind[place]) / (2 * Step * _units.Natural[i]))];
    }

    /// <summary>
    /// The change of the log-likelihood after a finite step along an unnamed direction. Such a way is curved, and only its beginning is known: what
    /// is not fixed is led back to where the
    /// expected counts are as before, by Gauss-Newton steps.
    /// </summary>
    private double Along(double[] direction, Precision? precision)
    {
        double[] offset = [.. direction.Select(component => FiniteStep * component)];
        for (var pass = 0; precision is not null && pass < 3; pass++)
        {
            var back = precision.Covariance(_information.Distance(At(offset)));
            for (var i = 0; i < offset.Length; i++)
            {
                offset[i] -= back[i];
            }
        }

        return LikelihoodAt(values => At(offset).CopyTo(values, 0));
    }

    private double[] At(double[] offset)
    {
        var values = (double[])_values.Clone();
        for (var i = 0; i < offset.Length; i++)
        {
            values[_inferred[i]] += offset[i] * _units.Natural[i];
        }

        return values;
    }

    private double LikelihoodAt(Action<double[]> change)
    {
        var moved = (double[])_values.Clone();
        change(moved);
        return _likelihood.Value(moved) - _likelihood.Value(_values);
    }
}
