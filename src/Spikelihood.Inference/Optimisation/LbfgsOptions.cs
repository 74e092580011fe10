namespace Spikelihood.Inference.Optimisation;

/// <summary>How L-BFGS behaves.</summary>
public sealed record LbfgsOptions
{
    /// <summary>How many steps are remembered. On badly conditioned densities as many as there are coordinates pays off many times over.</summary>
    public int Memory { get; init; } = 20;

    /// <summary>The guess at the inverse of minus the Hessian; identity when absent.</summary>
    public Preconditioner? Scale { get; init; }

    /// <summary>
    /// Whether the guess is rescaled by the latest step (Nocedal and Wright, equation 7.20). Turn it off only when the guess has the
    /// right size as well as the right shape.
    /// </summary>
    public bool Rescale { get; init; } = true;

    /// <summary>Length of the first trial step, in units of the scale.</summary>
    public double FirstStep { get; init; } = 0.1;

    /// <summary>The longest step, in units of the scale.</summary>
    public double LongestStep { get; init; } = 10;

    /// <summary>How steps are found.</summary>
    public LineSearch LineSearch { get; init; } = new();
}
