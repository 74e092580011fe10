using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Approximations;

/// <summary>How Pathfinder works.</summary>
public sealed record PathfinderOptions
{
    /// <summary>The first guess at the inverse of minus the Hessian, only its diagonal; also the scale of the climb. Identity when absent.</summary>
    public Preconditioner? Scale { get; init; }

    /// <summary>
    /// How many steps of the path each estimate of the curvature takes up, and the climb remembers; more than there are coordinates is well spent.
    /// </summary>
    public int Memory { get; init; } = 40;

    /// <summary>Draws by which each approximation along the path is judged; every one costs an evaluation.</summary>
    public int ElboDraws { get; init; } = 5;

    /// <summary>At most so many points of the path are judged, evenly spread with the last among them.</summary>
    public int Candidates { get; init; } = 40;

    /// <summary>When the climb ends; nats.</summary>
    public StoppingRule Rule { get; init; } = new() { MaxIterations = 200 };
}
