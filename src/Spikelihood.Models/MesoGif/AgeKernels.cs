namespace Spikelihood.Models.MesoGif;

/// <summary>
/// The functions of age of one population, stored youngest last so that neighbouring births are neighbours in memory:
/// the value for age a stands at <see cref="Center"/> - a. Ages at which no neuron of the window fires carry an exponent that
/// makes the hazard vanish.
/// </summary>
internal sealed class AgeKernels
{
    /// <summary>Entries beyond the window on either side, so that a block's lanes may stick out.</summary>
    public const int Margin = 16;

    private const double SilentExponent = 1e6;

    /// <summary>K of this evaluation; for a population without adaptation it ends where the reset is forgotten to the last bit.</summary>
    public int Bins { get; private set; }

    /// <summary>Where age 0 would stand.</summary>
    public int Center => Bins + Margin;

    /// <summary>exp(-(a - reset age) dt / tau_m): what is left of the reset.</summary>
    public double[] Decay { get; private set; } = [];

    /// <summary>theta_a / delta_u.</summary>
    public double[] Threshold { get; private set; } = [];

    /// <summary>qr_a / (N delta_u): what one spike of that age adds to the exponent of every younger cohort.</summary>
    public double[] Recall { get; private set; } = [];

    /// <summary><see cref="Recall"/> by ascending age, index = age.</summary>
    public double[] RecallByAge { get; private set; } = [];

    /// <summary>theta_a / delta_u by ascending age, index = age.</summary>
    public double[] ThresholdByAge { get; private set; } = [];

    /// <summary>Computes the kernels.</summary>
    /// <param name="structure">The population.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="largestReset">The largest |h - u_r| / delta_u of the data, which bounds what the reset can still do.</param>
    public void Fill(PopulationStructure structure, in PopulationValues values, double largestReset) => Fill(
        structure,
        values,
        structure.Components > 0
            ? structure.AgeBins
            : Math.Min(structure.AgeBins, Math.Max(structure.RefractorySteps + 1, AgeOfForgettingReset(structure, values, largestReset))));

    /// <summary>Computes the kernels up to age <paramref name="bins"/>.</summary>
    public void Fill(PopulationStructure structure, in PopulationValues values, int bins)
    {
        var dt = structure.TimeStep;
        Bins = bins;
        var length = Bins + 2 * Margin + 8;
        if (Decay.Length < length)
        {
            Decay = new double[length];
            Threshold = new double[length];
            Recall = new double[length];
            RecallByAge = new double[length];
            ThresholdByAge = new double[length];
        }

        Decay.AsSpan().Clear();
        Threshold.AsSpan().Fill(SilentExponent);
        Recall.AsSpan().Clear();
        RecallByAge.AsSpan().Clear();
        ThresholdByAge.AsSpan().Clear();
        for (var age = Math.Max(structure.RefractorySteps, 1); age <= Bins; age++)
        {
            var theta = 0.0;
            foreach (var component in values.Adaptation)
            {
                theta += component.Strength / component.TimeConstant * Math.Exp(-(age - structure.RefractorySteps) * dt / component.TimeConstant);
            }

            theta /= values.NoiseLevel;
            var recall = age < Bins ? (1 - Math.Exp(-theta)) / structure.Size : 0;
            Decay[Center - age] = Math.Exp(-Math.Max(age - structure.ResetAge, 0) * dt / values.MembraneTimeConstant);
            Threshold[Center - age] = ThresholdByAge[age] = theta;
            Recall[Center - age] = RecallByAge[age] = recall;
        }
    }

    private static int AgeOfForgettingReset(PopulationStructure structure, in PopulationValues values, double largestReset)
    {
        // Beyond this age the reset changes the exponent by less than 2^-53, so a cohort fires exactly as a free neuron does.
        var ages = values.MembraneTimeConstant / structure.TimeStep * Math.Log(Math.Max(largestReset, 1e-300) * 9007199254740992.0);
        return ages < structure.AgeBins ? structure.ResetAge + (int)Math.Max(Math.Ceiling(ages), 0) : structure.AgeBins;
    }
}
