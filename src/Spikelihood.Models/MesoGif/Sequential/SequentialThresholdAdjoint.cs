namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>Back through the threshold of the free (docs/mesogif.md, equation 4): derivatives by u_th, J_theta and tau_theta.</summary>
internal sealed class SequentialThresholdAdjoint(PopulationStructure structure)
{
    /// <summary>Adds them; <paramref name="adjoint"/> holds dL/dthreshold by step.</summary>
    public void Add(
        in PopulationValues values, PopulationSnapshot state, CountWindow counts, StepRecord record, ReadOnlySpan<double> adjoint, PopulationGradient gradient)
    {
        var dt = structure.TimeStep;
        var window = structure.AgeBins * dt;
        foreach (var value in adjoint)
        {
            gradient.Threshold += value;
        }

        for (var i = 0; i < structure.Components; i++)
        {
            var (strength, tau) = values.Adaptation[i];
            var decay = Math.Exp(-dt / tau);
            var tail = Math.Exp(-window / tau);
            var filter = record.Adaptation[i];
            double carried = 0, direct = 0, decayAdjoint = 0;
            for (var k = adjoint.Length - 1; k >= 0; k--)
            {
                carried = adjoint[k] * strength * tail + decay * carried;
                direct += adjoint[k] * filter[k];
                var activity = counts[structure.Index, k - structure.AgeBins] / (structure.Size * dt);
                decayAdjoint += carried * ((k > 0 ? filter[k - 1] : state.Adaptation[i]) - activity);
            }

            gradient.AdaptationStrength[i] += direct * tail;
            gradient.AdaptationTimeConstant[i] += (direct * strength * tail * window + decayAdjoint * decay * dt) / (tau * tau);
        }
    }
}
