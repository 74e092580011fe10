namespace Spikelihood.Inference.Optimisation;

/// <summary>How <see cref="StochasticAscent"/> climbs and when it stops.</summary>
public sealed record StochasticAscentOptions
{
    /// <summary>The method's constants.</summary>
    public AdamOptions Adam { get; init; } = new();

    /// <summary>g_clip: no gradient component counts for more than this.</summary>
    public double Clip { get; init; } = 100;

    /// <summary>The most steps.</summary>
    public int MaxIterations { get; init; } = 20_000;

    /// <summary>Positions are averaged over so many steps: single steps never come to rest, their mean does.</summary>
    public int Window { get; init; } = 500;

    /// <summary>Converged once three windows in a row moved no coordinate's mean by more than this.</summary>
    public double Tolerance { get; init; } = 0.1;
}
