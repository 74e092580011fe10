using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// h: the potential of a neuron that never fired, driven by the external input and the data's delayed, filtered activities (docs/mesogif.md,
/// equations 1 to 3), and the way back. Sequential, a few operations a step and source.
/// </summary>
internal sealed class MeanPotential
{
    private readonly PopulationStructure _structure;
    private readonly double[][] _activity;
    private readonly double[] _input;
    private readonly double[][] _filtered;

    /// <summary>Sets up for one population.</summary>
    /// <param name="structure">The target population.</param>
    /// <param name="counts">Spikes of every population, by step.</param>
    /// <param name="input">External input, mA, by step.</param>
    public MeanPotential(PopulationStructure structure, double[][] counts, double[] input)
    {
        _structure = structure;
        _input = input;
        var steps = input.Length;
        _activity = [.. counts.Select((row, source) => Delayed(row, structure.DelaySteps[source], 1 / (structure.SourceSizes[source] * structure.TimeStep)))];
        _filtered = [.. counts.Select(_ => new double[steps])];
        Values = new double[steps];
    }

    /// <summary>h by step, mV.</summary>
    public double[] Values { get; }

    /// <summary>Computes h.</summary>
    public void Forward(in PopulationValues values)
    {
        var dt = _structure.TimeStep;
        var em = Math.Exp(-dt / values.MembraneTimeConstant);
        var h = Values;
        for (var k = 0; k < h.Length; k++)
        {
            h[k] = values.Resistance * _input[k] * (1 - em);
        }

        for (var source = 0; source < _activity.Length; source++)
        {
            var es = Math.Exp(-dt / values.SynapticTimeConstant[source]);
            var rest = 1 - es;
            var coupling = Coupling(values, source);
            var direct = coupling * (1 - em);
            var gain = coupling * new SynapticGain(dt, values.MembraneTimeConstant, values.SynapticTimeConstant[source]).Value;
            var activity = _activity[source];
            var filtered = _filtered[source];
            var y = 0.0;
            for (var k = 0; k < h.Length; k++)
            {
                filtered[k] = y;
                var a = activity[k];
                h[k] += direct * a + gain * (y - a);
                y = Math.FusedMultiplyAdd(y, es, a * rest);
            }
        }

        var aboveRest = 0.0;
        for (var k = 0; k < h.Length; k++)
        {
            aboveRest = Math.FusedMultiplyAdd(aboveRest, em, h[k]);
            h[k] = values.RestingPotential + aboveRest;
        }
    }

    /// <summary>Adds the derivatives by u_rest, R, tau_m, w, p and tau_s; <paramref name="adjoint"/> holds dL/dh by step and is used up.</summary>
    public void Backward(in PopulationValues values, Span<double> adjoint, PopulationGradient gradient)
    {
        var dt = _structure.TimeStep;
        var em = Math.Exp(-dt / values.MembraneTimeConstant);
        var h = Values;
        double carried = 0, sum = 0, emAdjoint = 0, inputSum = 0;
        for (var k = h.Length - 1; k >= 0; k--)
        {
            carried = adjoint[k] + em * carried;
            adjoint[k] = carried;
            sum += carried;
            emAdjoint += carried * ((k > 0 ? h[k - 1] : values.RestingPotential) - values.RestingPotential);
            inputSum += carried * _input[k];
        }

        gradient.RestingPotential += sum * (1 - em) + em * carried;
        gradient.Resistance += inputSum * (1 - em);
        emAdjoint -= inputSum * values.Resistance;
        for (var source = 0; source < _activity.Length; source++)
        {
            var tauS = values.SynapticTimeConstant[source];
            var es = Math.Exp(-dt / tauS);
            var gain = new SynapticGain(dt, values.MembraneTimeConstant, tauS);
            var coupling = Coupling(values, source);
            var activity = _activity[source];
            var filtered = _filtered[source];
            double direct = 0, difference = 0, yAdjoint = 0, esAdjoint = 0;
            for (var k = h.Length - 1; k >= 0; k--)
            {
                var a = activity[k];
                var gap = filtered[k] - a;
                direct += adjoint[k] * a;
                difference += adjoint[k] * gap;
                esAdjoint += yAdjoint * gap;
                yAdjoint = yAdjoint * es + coupling * gain.Value * adjoint[k];
            }

            var couplingAdjoint = direct * (1 - em) + difference * gain.Value;
            var perUnit = values.MembraneTimeConstant * _structure.SourceSizes[source];
            gradient.Weight[source] += couplingAdjoint * perUnit * values.Probability[source];
            gradient.Probability[source] += couplingAdjoint * perUnit * values.Weight[source];
            gradient.SynapticTimeConstant[source] +=
                coupling * difference * gain.DerivativeTauS + esAdjoint * es * dt / (tauS * tauS);
            gradient.MembraneTimeConstant +=
                couplingAdjoint * coupling / values.MembraneTimeConstant + coupling * difference * gain.DerivativeTauM;
            emAdjoint -= coupling * direct;
        }

        gradient.MembraneTimeConstant += emAdjoint * em * dt / (values.MembraneTimeConstant * values.MembraneTimeConstant);
    }

    private static double[] Delayed(double[] counts, int delay, double scale)
    {
        var activity = new double[counts.Length];
        for (var k = delay; k < counts.Length; k++)
        {
            activity[k] = counts[k - delay] * scale;
        }

        return activity;
    }

    private double Coupling(in PopulationValues values, int source) =>
        values.MembraneTimeConstant * values.Probability[source] * _structure.SourceSizes[source] * values.Weight[source];
}
