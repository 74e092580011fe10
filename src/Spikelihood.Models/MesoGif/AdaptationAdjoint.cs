namespace Spikelihood.Models.MesoGif;

/// <summary>The derivatives by delta_u, J_theta and tau_theta that pass through the age kernels.</summary>
internal sealed class AdaptationAdjoint(int components)
{
    private readonly double[] _strength = new double[components];
    private readonly double[] _timeConstant = new double[components];
    private double _noiseLevel;

    /// <summary>Adds sums that are stored as the kernels are.</summary>
    public void Collect(PopulationStructure structure, in PopulationValues values, AgeKernels kernels, AgeSums ages)
    {
        double[] own = new double[kernels.Bins + 1], recalled = new double[kernels.Bins + 1];
        ages.AddByAge(kernels, own, recalled);
        Collect(structure, values, kernels.ThresholdByAge, own, recalled);
    }

    /// <summary>
    /// Adds the sums over births at every age. With t_a = theta_a / delta_u, an exponent loses t_a for its own last spike and
    /// (1 - e^-t_a) / N for every spike of an older cohort.
    /// </summary>
    /// <param name="structure">The population.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="thresholdByAge">t_a; index = age.</param>
    /// <param name="own">Sums of the exponents' adjoints by age of the own last spike.</param>
    /// <param name="recalled">The same by age of older spikes, each as often as there are such spikes.</param>
    public void Collect(
        PopulationStructure structure, in PopulationValues values, ReadOnlySpan<double> thresholdByAge, ReadOnlySpan<double> own, ReadOnlySpan<double> recalled)
    {
        var dt = structure.TimeStep;
        for (var age = Math.Max(structure.RefractorySteps, 1); age < own.Length; age++)
        {
            var theta = thresholdByAge[age];
            var adjoint = -own[age] - recalled[age] * Math.Exp(-theta) / structure.Size;
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
