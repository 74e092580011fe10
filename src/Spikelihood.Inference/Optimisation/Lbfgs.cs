using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal 1989; Nocedal and Wright, algorithm 7.4), climbing. The decrement it reports is the larger of
/// the rise its own curvature model predicts and the rises of the last <see cref="QuietSteps"/> steps, since a model of few steps
/// may be blind to a slow direction.
/// </summary>
public sealed class Lbfgs : Maximiser<LbfgsState>
{
    /// <summary>So many steps in a row must raise the value by less than the tolerance before the decrement is believed.</summary>
    public const int QuietSteps = 5;

    private const double LeastCosine = 1e-10;
    private const double RoundingOfValue = 1e-13;
    private readonly LbfgsOptions _options;

    /// <summary>L-BFGS for densities of this dimension.</summary>
    public Lbfgs(int dimension, LbfgsOptions? options = null)
        : base(options?.Scale ?? Preconditioner.Identity(dimension))
    {
        _options = options ?? new LbfgsOptions();
        if (Scale.Dimension != dimension)
        {
            throw new ArgumentException($"A scale of {Scale.Dimension} coordinates cannot serve {dimension}.", nameof(options));
        }
    }

    /// <inheritdoc/>
    public override LbfgsState Init(ILogDensity density, ReadOnlySpan<double> start)
    {
        ArgumentNullException.ThrowIfNull(density);
        var gradient = new double[start.Length];
        var value = density.Evaluate(start, gradient);
        return Aim(new LbfgsState { Position = [.. start], Value = value, Gradient = ImmutableArray.Create(gradient), Evaluations = 1 });
    }

    private protected override LbfgsState Advance(ILogDensity density, LbfgsState state)
    {
        var length = Scale.Length(state.Direction.AsSpan());
        var first = state.Pairs.IsEmpty ? Math.Min(1, _options.FirstStep / length) : 1;
        var found = _options.LineSearch.Search(
            density, state.Position, state.Value, state.Gradient, state.Direction.AsSpan(), first, _options.LongestStep / length);
        state = state with
        {
            Iteration = state.Iteration + 1,
            Evaluations = state.Evaluations + found.Evaluations,
            StepLength = found.Step * length,
        };
        if (found.Step == 0)
        {
            return AfterNoStep(state);
        }

        var rises = state.Rises.Length == QuietSteps ? state.Rises.RemoveAt(0) : state.Rises;
        return Aim(state with
        {
            Position = found.Position,
            Value = found.Value,
            Gradient = found.Gradient,
            Pairs = Remember(state, found),
            Rises = rises.Add(Math.Abs(found.Value - state.Value)),
        });
    }

    /// <summary>Without a step, what was learned is dropped and the plain scaled gradient tried once; if that fails too, there is no way up.</summary>
    private LbfgsState AfterNoStep(LbfgsState state)
    {
        var predicted = 0.5 * VectorArithmetic.Dot(state.Direction.AsSpan(), state.Gradient.AsSpan());
        if (!state.Pairs.IsEmpty && predicted <= RoundingOfValue * Math.Abs(state.Value))
        {
            // The rise that is left drowns in rounding.
            return state with { Decrement = predicted, Failure = OptimisationEnd.LineSearchFailed };
        }

        return state.Pairs.IsEmpty
            ? state with { Failure = OptimisationEnd.LineSearchFailed }
            : Aim(state with { Pairs = [], Rises = [] });
    }

    private ImmutableArray<CurvaturePair> Remember(LbfgsState before, LineSearchResult found)
    {
        var dimension = found.Position.Length;
        double[] step = new double[dimension], bend = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            step[i] = found.Position[i] - before.Position[i];
            bend[i] = before.Gradient[i] - found.Gradient[i];
        }

        var product = VectorArithmetic.Dot(step, bend);
        if (!(product > LeastCosine * VectorArithmetic.Norm(step) * VectorArithmetic.Norm(bend)))
        {
            return before.Pairs;
        }

        var kept = before.Pairs.Length >= _options.Memory ? before.Pairs.RemoveAt(0) : before.Pairs;
        return kept.Add(new CurvaturePair(ImmutableArray.Create(step), ImmutableArray.Create(bend), product));
    }

    /// <summary>Finds the next direction and what it promises.</summary>
    private LbfgsState Aim(LbfgsState state)
    {
        if (!state.IsFinite)
        {
            return state;
        }

        var direction = Direction(state);
        var slope = VectorArithmetic.Dot(direction, state.Gradient.AsSpan());
        if (!(slope > 0) && !state.Pairs.IsEmpty)
        {
            return Aim(state with { Pairs = [], Rises = [] });
        }

        var believed = state.Rises.Length == QuietSteps && !state.Pairs.IsEmpty;
        return state with
        {
            Direction = ImmutableArray.Create(direction),
            Decrement = believed ? Math.Max(0.5 * slope, state.Rises.Max()) : double.PositiveInfinity,
        };
    }

    /// <summary>The two-loop recursion: the inverse Hessian that the memory implies, times the gradient.</summary>
    private double[] Direction(LbfgsState state)
    {
        var pairs = state.Pairs;
        var rest = state.Gradient.ToArray();
        var shares = new double[pairs.Length];
        for (var i = pairs.Length - 1; i >= 0; i--)
        {
            shares[i] = VectorArithmetic.Dot(pairs[i].Step.AsSpan(), rest) / pairs[i].Product;
            VectorArithmetic.AddScaled(rest, -shares[i], pairs[i].Bend.AsSpan());
        }

        var direction = new double[rest.Length];
        Scale.Apply(rest, direction);
        if (!pairs.IsEmpty && _options.Rescale)
        {
            var last = pairs[^1];
            var scaled = new double[rest.Length];
            Scale.Apply(last.Bend.AsSpan(), scaled);
            var factor = last.Product / VectorArithmetic.Dot(scaled, last.Bend.AsSpan());
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] *= factor;
            }
        }

        for (var i = 0; i < pairs.Length; i++)
        {
            var share = VectorArithmetic.Dot(pairs[i].Bend.AsSpan(), direction) / pairs[i].Product;
            VectorArithmetic.AddScaled(direction, shares[i] - share, pairs[i].Step.AsSpan());
        }

        return direction;
    }
}
