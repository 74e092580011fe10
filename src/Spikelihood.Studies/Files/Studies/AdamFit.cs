namespace Spikelihood.Studies.Files.Studies;

/// <summary>How <c>method: adam</c> fits (René 2020, Algorithm 2; defaults from its Table 3 where that has them).</summary>
public sealed record AdamFit
{
    /// <summary>The steps are taken in the centred coordinates.</summary>
    public const string Centred = "centred";

    /// <summary>The steps are taken in each parameter's own log or natural value, as the paper does.</summary>
    public const string Independent = "independent";

    /// <summary>Every scan of the data begins with neurons that have never fired.</summary>
    public const string Silent = "silent";

    /// <summary>Every scan begins in the stationary state under the mean input.</summary>
    public const string Stationary = "stationary";

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Adam's beta_1 (the paper prints 1 - beta_1).</summary>
    public double MeanDecay { get; init; } = 0.9;

    /// <summary>Adam's beta_2 (the paper prints 1 - beta_2).</summary>
    public double SquareDecay { get; init; } = 0.999;

    /// <summary>g_clip: the largest gradient component, nats per unit of a coordinate.</summary>
    public double Clip { get; init; } = 100;

    /// <summary>B: the length of a mini-batch, s. As long as its burn-in, so that batches follow one another and a scan uses all data about once.</summary>
    public double Batch { get; init; } = 0.3;

    /// <summary>B_burnin: from the beginning of a batch to that of the next, s.</summary>
    public double BatchBurnIn { get; init; } = 0.3;

    /// <summary>gamma_B: the share by which that time is lengthened at random, at most.</summary>
    public double BatchNoise { get; init; } = 0.1;

    /// <summary>gamma_L: the share of the burn-in by which a scan begins later at random, at most.</summary>
    public double BurnInNoise { get; init; } = 1;

    /// <summary>Converged when the mean of no coordinate over 500 steps moves by more than this, three times in a row.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary><see cref="Centred"/> or <see cref="Independent"/>.</summary>
    public string Coordinates { get; init; } = Centred;

    /// <summary><see cref="Silent"/> or <see cref="Stationary"/>.</summary>
    public string Initial { get; init; } = Silent;

    /// <summary>Whether the ends are climbed on by the exact method of <c>map</c>.</summary>
    public bool Polish { get; init; }
}
