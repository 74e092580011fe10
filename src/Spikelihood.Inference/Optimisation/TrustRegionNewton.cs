using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// Newton's method with a positive semi-definite stand-in for the curvature (Fisher scoring, Gauss-Newton), held inside a trust
/// region (Nocedal and Wright, algorithm 4.1). Singular information is harmless: flat directions are followed to the boundary
/// while they have slope. One iteration is one trial; refused trials and points without a finite value shrink the region.
/// </summary>
public sealed class TrustRegionNewton : Maximiser<TrustRegionState>
{
    private const double RoundingOfValue = 1e-13, LeastGain = 1e-4;
    private readonly ICurvature _curvature;
    private readonly TrustRegionOptions _options;

    /// <summary>The method for densities of this dimension with this curvature.</summary>
    public TrustRegionNewton(int dimension, ICurvature curvature, TrustRegionOptions? options = null)
        : base(options is null || options.Scales.IsEmpty ? Preconditioner.Identity(dimension) : Preconditioner.StandardDeviations(options.Scales.Span))
    {
        _curvature = curvature;
        _options = options ?? new TrustRegionOptions();
        if (Scale.Dimension != dimension)
        {
            throw new ArgumentException($"Scales of {Scale.Dimension} coordinates cannot serve {dimension}.", nameof(options));
        }
    }

    /// <inheritdoc/>
    public override TrustRegionState Init(ILogDensity density, ReadOnlySpan<double> start)
    {
        ArgumentNullException.ThrowIfNull(density);
        var gradient = new double[start.Length];
        var value = density.Evaluate(start, gradient);
        return Look(new TrustRegionState
        {
            Position = [.. start],
            Value = value,
            Gradient = ImmutableArray.Create(gradient),
            Evaluations = 1,
            Radius = _options.FirstRadius,
        });
    }

    private protected override TrustRegionState Advance(ILogDensity density, TrustRegionState state)
    {
        if (state.Curvature is not { } curvature)
        {
            return state with { Iteration = state.Iteration + 1, Failure = OptimisationEnd.LineSearchFailed };
        }

        var slopes = curvature.Components(Scaled(state.Gradient.AsSpan()));
        var components = TrustRegionSubproblem.Solve(curvature, slopes, state.Radius);
        var promised = TrustRegionSubproblem.Rise(curvature, slopes, components);
        var step = Scaled(curvature.Combine(components));
        var length = VectorArithmetic.Norm(components);
        var position = state.Position.ToArray();
        VectorArithmetic.AddScaled(position, 1, step);
        var gradient = new double[position.Length];
        var value = density.Evaluate(position, gradient);
        var finite = double.IsFinite(value) && VectorArithmetic.AllFinite(gradient);
        var rounding = RoundingOfValue * Math.Abs(state.Value);
        var gain = finite ? (value - state.Value + rounding) / (promised + rounding) : double.NegativeInfinity;
        state = state with
        {
            Iteration = state.Iteration + 1,
            Evaluations = state.Evaluations + 1,
            Radius = NextRadius(state.Radius, length, gain),
            StepLength = 0,
        };
        if (gain > LeastGain)
        {
            return Look(state with
            {
                Position = ImmutableArray.Create(position),
                Value = value,
                Gradient = ImmutableArray.Create(gradient),
                StepLength = length,
            });
        }

        return state.Radius < _options.SmallestRadius || promised <= rounding
            ? state with { Failure = OptimisationEnd.LineSearchFailed }
            : state;
    }

    private double NextRadius(double radius, double length, double gain) =>
        gain < 0.25 ? 0.25 * Math.Min(radius, length)
        : gain > 0.75 && length > 0.99 * radius ? Math.Min(_options.LargestRadius, 2 * radius)
        : radius;

    /// <summary>Computes the curvature at the state's position and what it promises.</summary>
    private TrustRegionState Look(TrustRegionState state)
    {
        if (!state.IsFinite)
        {
            return state;
        }

        var dimension = Scale.Dimension;
        var information = new double[dimension * dimension];
        _curvature.Information(state.Position.AsSpan(), information);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                information[i * dimension + j] *= Scale.Scales[i] * Scale.Scales[j];
            }
        }

        var curvature = SymmetricEigen.Decompose(information, dimension);
        return state with
        {
            Curvature = curvature,
            CurvatureEvaluations = state.CurvatureEvaluations + 1,
            Decrement = curvature is null ? double.PositiveInfinity : Promise(curvature, state.Gradient.AsSpan()),
        };
    }

    /// <summary>The rise of a full step, but of no longer step than the largest radius, so that a flat direction promises a finite one.</summary>
    private double Promise(SymmetricEigen curvature, ReadOnlySpan<double> gradient)
    {
        var slopes = curvature.Components(Scaled(gradient));
        return TrustRegionSubproblem.Rise(curvature, slopes, TrustRegionSubproblem.Solve(curvature, slopes, _options.LargestRadius));
    }

    private double[] Scaled(ReadOnlySpan<double> vector)
    {
        var scaled = vector.ToArray();
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] *= Scale.Scales[i];
        }

        return scaled;
    }
}
