namespace Spikelihood.Models.MesoGif;

/// <summary>
/// The threshold of a free neuron: u_th plus what spikes older than the window T = K dt still contribute, one filter g for each
/// adaptation component (docs/mesogif.md, equations 4).
/// </summary>
internal sealed class FreeThreshold
{
    private readonly PopulationStructure _structure;
    private readonly double[] _counts;
    private readonly double[][] _filters;

    /// <summary>Sets up for one population and its spike counts by step.</summary>
    public FreeThreshold(PopulationStructure structure, double[] counts)
    {
        _structure = structure;
        _counts = counts;
        _filters = [.. Enumerable.Range(0, structure.Components).Select(_ => new double[counts.Length])];
        Values = new double[counts.Length];
    }

    /// <summary>The threshold by step, mV.</summary>
    public double[] Values { get; }

    /// <summary>Computes the threshold.</summary>
    public void Forward(in PopulationValues values)
    {
        var dt = _structure.TimeStep;
        var window = _structure.AgeBins * dt;
        var perSpike = 1 / (_structure.Size * dt);
        Values.AsSpan().Fill(values.Threshold);
        for (var i = 0; i < _filters.Length; i++)
        {
            var (strength, tau) = values.Adaptation[i];
            var decay = Math.Exp(-dt / tau);
            var height = strength * Math.Exp(-window / tau);
            var filter = _filters[i];
            var g = 0.0;
            for (var k = 0; k < filter.Length; k++)
            {
                var activity = k >= _structure.AgeBins ? _counts[k - _structure.AgeBins] * perSpike : 0;
                filter[k] = g = decay * g + (1 - decay) * activity;
                Values[k] += height * g;
            }
        }
    }

    /// <summary>Adds the derivatives by u_th, J_theta and tau_theta; <paramref name="adjoint"/> holds dL/dthreshold by step.</summary>
    public void Backward(in PopulationValues values, ReadOnlySpan<double> adjoint, PopulationGradient gradient)
    {
        var dt = _structure.TimeStep;
        var window = _structure.AgeBins * dt;
        var perSpike = 1 / (_structure.Size * dt);
        foreach (var value in adjoint)
        {
            gradient.Threshold += value;
        }

        for (var i = 0; i < _filters.Length; i++)
        {
            var (strength, tau) = values.Adaptation[i];
            var decay = Math.Exp(-dt / tau);
            var tail = Math.Exp(-window / tau);
            var filter = _filters[i];
            double carried = 0, direct = 0, decayAdjoint = 0;
            for (var k = filter.Length - 1; k >= 0; k--)
            {
                carried = adjoint[k] * strength * tail + decay * carried;
                direct += adjoint[k] * filter[k];
                var activity = k >= _structure.AgeBins ? _counts[k - _structure.AgeBins] * perSpike : 0;
                decayAdjoint += carried * ((k > 0 ? filter[k - 1] : 0) - activity);
            }

            gradient.AdaptationStrength[i] += direct * tail;
            gradient.AdaptationTimeConstant[i] += (direct * strength * tail * window + decayAdjoint * decay * dt) / (tau * tau);
        }
    }
}
