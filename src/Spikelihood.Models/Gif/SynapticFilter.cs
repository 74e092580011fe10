using Spikelihood.Models.Networks;

namespace Spikelihood.Models.Gif;

/// <summary>
/// The exact solution over one step of an exponential synaptic current feeding a leaky membrane, for input that arrives evenly over the step
/// (the mesoscopic model's integration). With y the filtered rate before the step and A the rate arriving in it, both times w in mV,
/// <code>
/// contribution to u = FromState y + FromArrival A
/// y &lt;- Decay y + (1 - Decay) A
/// </code>
/// Summed over time, one arriving spike adds w tau_m to u's integral, whatever the step: the kernel keeps its unit area.
/// </summary>
internal readonly struct SynapticFilter
{
    /// <param name="tauMembrane">tau_m of the target, s.</param>
    /// <param name="tauSynapse">tau_s of the source, s.</param>
    /// <param name="step">s.</param>
    internal SynapticFilter(double tauMembrane, double tauSynapse, double step)
    {
        var membrane = Math.Exp(-step / tauMembrane);
        Decay = Math.Exp(-step / tauSynapse);
        FromState = tauMembrane * new SynapticGain(step, tauMembrane, tauSynapse).Value;
        FromArrival = tauMembrane * (1 - membrane) - FromState;
    }

    /// <summary>exp(-step / tau_s).</summary>
    internal double Decay { get; }

    /// <summary>mV for each mV/s of filtered input before the step, s.</summary>
    internal double FromState { get; }

    /// <summary>mV for each mV/s arriving in the step, s.</summary>
    internal double FromArrival { get; }
}
