using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>Back through the potential h (docs/mesogif.md, equations 1 to 3): derivatives by u_rest, R, tau_m, w, p and tau_s.</summary>
internal sealed class SequentialPotentialAdjoint(PopulationStructure structure)
{
    /// <summary>Adds them.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="state">Where the piece began.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="input">External input, mA.</param>
    /// <param name="record">The way forward.</param>
    /// <param name="adjoint">dL/dh by step; used up.</param>
    /// <param name="decayAdjoint">dL/dexp(-dt / tau_m) from elsewhere.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    public void Add(
        in PopulationValues values,
        PopulationSnapshot state,
        CountWindow counts,
        ReadOnlySpan<double> input,
        StepRecord record,
        Span<double> adjoint,
        double decayAdjoint,
        PopulationGradient gradient)
    {
        var dt = structure.TimeStep;
        var em = Math.Exp(-dt / values.MembraneTimeConstant);
        double carried = 0, inputSum = 0;
        for (var k = adjoint.Length - 1; k >= 0; k--)
        {
            gradient.RestingPotential += adjoint[k];
            carried = adjoint[k] + em * carried;
            adjoint[k] = carried;
            decayAdjoint += carried * (k > 0 ? record.Scalars[k - 1].Potential : state.Potential);
            inputSum += carried * input[k];
        }

        gradient.Resistance += inputSum * (1 - em);
        decayAdjoint -= inputSum * values.Resistance;
        for (var source = 0; source < structure.SourceSizes.Length; source++)
        {
            decayAdjoint -= Source(source, values, em, counts, record.Filtered[source], adjoint, gradient);
        }

        gradient.MembraneTimeConstant += decayAdjoint * em * dt / (values.MembraneTimeConstant * values.MembraneTimeConstant);
    }

    private double Source(
        int source, in PopulationValues values, double em, CountWindow counts, double[] filtered, ReadOnlySpan<double> adjoint, PopulationGradient gradient)
    {
        var dt = structure.TimeStep;
        var tauS = values.SynapticTimeConstant[source];
        var es = Math.Exp(-dt / tauS);
        var gain = new SynapticGain(dt, values.MembraneTimeConstant, tauS);
        var perUnit = values.MembraneTimeConstant * structure.SourceSizes[source];
        var coupling = perUnit * values.Probability[source] * values.Weight[source];
        double direct = 0, difference = 0, yAdjoint = 0, esAdjoint = 0;
        for (var k = adjoint.Length - 1; k >= 0; k--)
        {
            var activity = counts[source, k - structure.DelaySteps[source]] / (structure.SourceSizes[source] * dt);
            var gap = filtered[k] - activity;
            direct += adjoint[k] * activity;
            difference += adjoint[k] * gap;
            esAdjoint += yAdjoint * gap;
            yAdjoint = yAdjoint * es + coupling * gain.Value * adjoint[k];
        }

        var couplingAdjoint = direct * (1 - em) + difference * gain.Value;
        gradient.Weight[source] += couplingAdjoint * perUnit * values.Probability[source];
        gradient.Probability[source] += couplingAdjoint * perUnit * values.Weight[source];
        gradient.SynapticTimeConstant[source] += coupling * difference * gain.DerivativeTauS + esAdjoint * es * dt / (tauS * tauS);
        gradient.MembraneTimeConstant += couplingAdjoint * coupling / values.MembraneTimeConstant + coupling * difference * gain.DerivativeTauM;
        return coupling * direct;
    }
}
