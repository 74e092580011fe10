namespace Spikelihood.Models.MesoGif;

/// <summary>The derivatives by delta_u, J_theta and tau_theta that pass through the age kernels.</summary>
internal sealed class AdaptationAdjoint(int components)
{
    private readonly double[] _strength = new double[components];
    private readonly double[] _timeConstant = new double[components];
    private double _noiseLevel;

    /// <summary>
    /// Adds the sums over births at every age. With t_a = theta_a / delta_u, an exponent loses t_a for its own last spike and
    /// (1 - e^-t_a) / N for every spike of an older cohort.
    /// </summary>
    public void Collect(PopulationStructure structure, in PopulationValues values, AgeKernels kernels, AgeSums ages)
    {
        var dt = structure.TimeStep;
        for (var age = Math.Max(structure.RefractorySteps, 1); age <= kernels.Bins; age++)
        {
            var place = kernels.Center - age;
            var theta = kernels.ThresholdByAge[age];
            var adjoint = -ages.Own[place];
            if (age < kernels.Bins)
            {
                adjoint -= ages.Recalled[place] * Math.Exp(-theta) / structure.Size;
            }

            _noiseLevel -= adjoint * theta / values.NoiseLevel;
            var since = (age - structure.RefractorySteps) * dt;
            for (var i = 0; i < components; i++)
            {
                var (strength, tau) = values.Adaptation[i];
                var unit = adjoint * Math.Exp(-since / tau) / (tau * values.NoiseLevel);
                _strength[i] += unit;
                _timeConstant[i] += unit * strength * (since / tau - 1) / tau;
            }
        }
    }

    /// <summary>Adds what was collected.</summary>
    public void AddTo(PopulationGradient gradient)
    {
        gradient.NoiseLevel += _noiseLevel;
        for (var i = 0; i < components; i++)
        {
            gradient.AdaptationStrength[i] += _strength[i];
            gradient.AdaptationTimeConstant[i] += _timeConstant[i];
        }
    }
}
