namespace Spikelihood.Inference.Optimisation;

/// <summary>Why an optimisation stopped.</summary>
public enum OptimisationEnd
{
    /// <summary>At a stationary point, by the rule's tolerances.</summary>
    Converged,

    /// <summary>Given up because it could not become the best.</summary>
    Abandoned,

    /// <summary>The allowed iterations or evaluations are spent.</summary>
    IterationLimit,

    /// <summary>No step along the search direction, or inside the smallest trust region, raises the value, yet the gradient is not small.</summary>
    LineSearchFailed,

    /// <summary>The start itself has no finite value and gradient.</summary>
    NotFinite,

    /// <summary>Stopped from outside.</summary>
    Cancelled,
}
