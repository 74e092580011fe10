namespace Spikelihood.Models.Gif;

/// <summary>How a microscopic network is integrated; the defaults are those of René 2020, section 4.8.</summary>
public sealed record GifOptions
{
    /// <summary>The inner time step, s; it must divide the model's time step. Null: the fine step of the inputs (at most 0.2 ms).</summary>
    public double? InnerStep { get; init; }

    /// <summary>How soon after a spike the next one may come.</summary>
    public MinimumInterval MinimumInterval { get; init; } = MinimumInterval.RefractoryPeriod;

    /// <summary>The state before the first step.</summary>
    public InitialState Start { get; init; } = InitialState.Silent;
}

/// <summary>The shortest interval between two spikes of one neuron on the inner time grid.</summary>
public enum MinimumInterval
{
    /// <summary>t_ref (the mesoscopic model's convention).</summary>
    RefractoryPeriod,

    /// <summary>t_ref and one inner step (the convention of NEST's <c>gif_psc_exp</c>).</summary>
    RefractoryPeriodAndStep,
}

/// <summary>Where a microscopic simulation starts.</summary>
public enum InitialState
{
    /// <summary>At rest, no neuron has ever fired (Algorithm 1 of René 2020).</summary>
    Silent,

    /// <summary>Every neuron fired in the step before the first; those spikes travel nowhere.</summary>
    JustFired,
}
