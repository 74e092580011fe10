using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Starts;

/// <summary>
/// Tells distinct optima apart. From the best converged end point down, an end point belongs to an optimum already known when its
/// value is near enough and it is near enough in the metric of that optimum's curvature: at a distance of r the log density should
/// have fallen by r²/2, so two points of one optimum cannot be far apart.
/// </summary>
public sealed record OptimumClusters
{
    /// <summary>The largest difference of values within an optimum, nats.</summary>
    public double ValueTolerance { get; init; } = 0.5;

    /// <summary>The largest distance within an optimum, in standard deviations √(Δᵀ(-H)Δ).</summary>
    public double DistanceTolerance { get; init; } = 1;

    /// <summary>
    /// Where given, end points of nearly equal value that are far apart by the curvature still belong together when nothing separates them: the density
    /// does not fall between them. A ridge is one optimum.
    /// </summary>
    public ILogDensity? Ridge { get; init; }

    /// <summary>What the density may fall by along a ridge, nats: ends of climbs are no nearer to their optimum than that.</summary>
    private const double Dip = 0.02;

    /// <summary>Groups end points on the final density.</summary>
    /// <param name="starts">How the starts ended. Only converged ones found an optimum; others on the final density may belong to one.</param>
    /// <param name="hessian">The Hessian of the log density at a position, row-major; asked once for every distinct optimum.</param>
    /// <returns>The distinct optima, best first.</returns>
    public ImmutableArray<Optimum> Group(IEnumerable<StartResult> starts, Func<ImmutableArray<double>, ImmutableArray<double>> hessian)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(hessian);
        var founders = new List<(StartResult Best, ImmutableArray<double> Hessian, List<int> Starts)>();
        var candidates = starts.Where(start => start.OnFinalDensity && start.IsFinite).ToArray();
        foreach (var start in candidates.OrderByDescending(start => start.Converged).ThenByDescending(start => start.Value).ThenBy(start => start.Index))
        {
            var known = founders.FindIndex(founder => Belongs(start, founder.Best, founder.Hessian));
            if (known >= 0)
            {
                founders[known].Starts.Add(start.Index);
            }
            else if (start.Converged)
            {
                founders.Add((start, hessian(start.Position), [start.Index]));
            }
        }

        return [.. founders.Select(founder => new Optimum(founder.Best.Position, founder.Best.Value, [.. founder.Starts.Order()]))];
    }

    private bool Belongs(StartResult start, StartResult best, ImmutableArray<double> hessian)
    {
        if (Math.Abs(best.Value - start.Value) > ValueTolerance)
        {
            return false;
        }

        var dimension = start.Position.Length;
        var apart = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            apart[i] = start.Position[i] - best.Position[i];
        }

        if (SymmetricEigen.Decompose(hessian.AsSpan(), dimension) is not { } eigen)
        {
            return false;
        }

        // A direction without curvature separates nothing; curvature of the wrong sign is rounding, or a saddle, and counts by size.
        var components = eigen.Components(apart);
        var square = 0.0;
        for (var i = 0; i < dimension; i++)
        {
            square += components[i] * components[i] * Math.Abs(eigen.Values[i]);
        }

        return Math.Sqrt(square) <= DistanceTolerance || (Ridge is { } density && IsRidge(density, start, best));
    }

    private static bool IsRidge(ILogDensity density, StartResult one, StartResult other)
    {
        var lower = Math.Min(one.Value, other.Value);
        var between = new double[one.Position.Length];
        var gradient = new double[between.Length];
        foreach (var share in new[] { 0.25, 0.5, 0.75 })
        {
            for (var i = 0; i < between.Length; i++)
            {
                between[i] = one.Position[i] + share * (other.Position[i] - one.Position[i]);
            }

            if (!(density.Evaluate(between, gradient) > lower - Dip))
            {
                return false;
            }
        }

        return true;
    }
}
