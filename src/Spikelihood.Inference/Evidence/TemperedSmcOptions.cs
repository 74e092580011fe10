namespace Spikelihood.Inference.Evidence;

/// <summary>How tempered sequential Monte Carlo spends its gradients: about particles × stages × moves × 3 of them on a near-normal density.</summary>
public sealed record TemperedSmcOptions
{
    /// <summary>Particles in all; a multiple of <see cref="Islands"/>.</summary>
    public int Particles { get; init; } = 256;

    /// <summary>
    /// Groups of particles that share temperatures but never exchange particles; each is moved by the shape of the others. Their scatter is the stated error.
    /// One island states none, and its particles bias the metric that moves them: only for very many of them.
    /// </summary>
    public int Islands { get; init; } = 8;

    /// <summary>The temperature rises until the weights' effective number is this share of the particles.</summary>
    public double EffectiveShare { get; init; } = 0.5;

    /// <summary>Hamiltonian moves of every particle after each rise of the temperature.</summary>
    public int Moves { get; init; } = 2;

    /// <summary>Mean length of a trajectory, in units of the particles' covariance; π/2 makes independent draws of a normal density.</summary>
    public double TrajectoryLength { get; init; } = Math.PI / 2;

    /// <summary>The acceptance probability that the step size aims at.</summary>
    public double TargetAcceptance { get; init; } = 0.8;

    /// <summary>More rises of the temperature than this mean that the start and the density have nothing in common; the run is given up.</summary>
    public int MaximumStages { get; init; } = 200;

    /// <summary>
    /// Divides space among known modes: particles of each are moved by the covariance of their own mode, and their shares are reported. Null: one.
    /// </summary>
    public NearestMode? Modes { get; init; }
}
