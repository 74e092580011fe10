namespace Spikelihood.Inference.Optimisation;

/// <summary>The constants of <see cref="Adam"/>; defaults are those of René 2020, Table 3, which prints 1 - beta for beta.</summary>
public sealed record AdamOptions
{
    /// <summary>alpha: the length of a step of one coordinate while its gradient keeps its sign.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>beta_1: how slowly the mean of the gradient forgets, per step.</summary>
    public double MeanDecay { get; init; } = 0.9;

    /// <summary>beta_2: how slowly the mean square of the gradient forgets, per step.</summary>
    public double SquareDecay { get; init; } = 0.999;

    /// <summary>epsilon: added to the root mean square, so that a gradient of zero moves nothing.</summary>
    public double Epsilon { get; init; } = 1e-8;
}
