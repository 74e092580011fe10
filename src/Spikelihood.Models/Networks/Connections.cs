namespace Spikelihood.Models.Networks;

/// <summary>How the synapses of a microscopic network are drawn. The mesoscopic model sees only p N w and is the same for all three.</summary>
public enum ConnectionRule
{
    /// <summary>Every pair is connected independently with probability p (René 2020, section 4.1).</summary>
    Random,

    /// <summary>Every target has exactly floor(p N) incoming synapses from each source population, drawn with replacement (multapses and autapses allowed).</summary>
    FixedInDegree,

    /// <summary>Every pair is connected, with weight p w.</summary>
    AllToAll,
}

/// <summary>The synapses between populations.</summary>
/// <param name="Probability">p: connection probability.</param>
/// <param name="Weight">w: strength of one connection, mV.</param>
/// <param name="Delay">Transmission delay, s; a whole number of time steps, at least one.</param>
/// <param name="Rule">How a microscopic network draws its synapses.</param>
public sealed record Connections(SquareTable Probability, SquareTable Weight, SquareTable Delay, ConnectionRule Rule = ConnectionRule.Random);
