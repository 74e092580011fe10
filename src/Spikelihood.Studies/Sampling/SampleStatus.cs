using System.Collections.Immutable;

namespace Spikelihood.Studies.Sampling;

/// <summary>How far sampling has come.</summary>
/// <param name="Phase">What is going on, in words.</param>
/// <param name="Fraction">Finished share of the whole, 0 to 1.</param>
public sealed record SampleStatus(string Phase, double Fraction)
{
    /// <summary>The chains, while they run.</summary>
    public ImmutableArray<ChainStatus> Chains { get; init; } = [];

    /// <summary>The draws so far, once there are enough to judge.</summary>
    public DrawsStatus? Draws { get; init; }
}

/// <summary>One chain on its way.</summary>
/// <param name="WarmingUp">Whether it still adapts.</param>
/// <param name="Done">Transitions of the phase that are done.</param>
/// <param name="Total">Transitions of the phase; null when it goes on until there is enough.</param>
/// <param name="Divergences">Divergent transitions of the draws.</param>
/// <param name="StepSize">The step size now.</param>
/// <param name="Gradients">Gradients so far.</param>
public sealed record ChainStatus(bool WarmingUp, int Done, int? Total, int Divergences, double StepSize, int Gradients);

/// <summary>How good the draws so far are.</summary>
/// <param name="Rhat">The largest R-hat.</param>
/// <param name="RhatOf">Whose it is.</param>
/// <param name="Ess">The smallest bulk or tail effective number of draws.</param>
/// <param name="EssOf">Whose it is.</param>
public sealed record DrawsStatus(double Rhat, string RhatOf, double Ess, string EssOf);
