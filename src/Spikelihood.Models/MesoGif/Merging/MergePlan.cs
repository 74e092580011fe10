namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>From which age on and by how many the births of one population are merged. Chosen once for a likelihood, so that its value stays smooth.</summary>
/// <param name="Age">Nobody younger is merged, steps.</param>
/// <param name="Births">Consecutive births that become two nodes.</param>
/// <param name="Bins">The age at which they become free: K, or less where nothing but the reset tells a cohort from a free neuron.</param>
/// <param name="StepsAsSpikes">How many spikes raise a later birth's exponent as much as being born one step later does; infinite without adaptation.</param>
internal sealed record MergePlan(int Age, int Births, int Bins, double StepsAsSpikes)
{
    /// <summary>Groups that are swept side by side.</summary>
    public const int Groups = 8;

    /// <summary>What is left of the reset, in units of delta_u, at the merge age when 10^-3 nats are allowed; errors grow with its square.</summary>
    private const double LeftoverOfReset = 0.01;

    /// <summary>The bound holds for this many steps.</summary>
    private const double StepsOfBound = 1e4;

    /// <summary>Births swept side by side.</summary>
    public int SuperBlock => Groups * Births;

    /// <summary>The plan for a population at its own values, or null where merging would not pay or not keep the bound.</summary>
    /// <param name="structure">The population.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="counts">Its spikes by step.</param>
    /// <param name="largestReset">The largest |h - u_r| / delta_u of the data.</param>
    /// <param name="errorBound">Nats for 10^4 steps.</param>
    public static MergePlan? For(PopulationStructure structure, in PopulationValues values, ReadOnlySpan<double> counts, double largestReset, double errorBound)
    {
        if (!(errorBound > 0) || !values.ArePossible())
        {
            return null;
        }

        var steps = values.MembraneTimeConstant / structure.TimeStep;
        var leftover = LeftoverOfReset * Math.Sqrt(errorBound / 1e-3);
        double Forgotten(double share) => structure.ResetAge + Math.Ceiling(steps * Math.Log(Math.Max(largestReset / share, 1)));
        var age = Math.Max(Forgotten(leftover), structure.RefractorySteps + 1);
        var end = structure.Components > 0 ? structure.AgeBins : Math.Min(structure.AgeBins, 1.5 * Forgotten(1e-9));
        foreach (var births in new[] { 32, 16 })
        {
            if (age + 3 * births <= end && Error(structure, values, counts, (int)age, births) <= errorBound)
            {
                return new((int)age, births, (int)end, StepsPerSpike(structure, values, (int)age + births));
            }
        }

        return null;
    }

    /// <summary>
    /// A guess of what merging changes of the log-likelihood of 10^4 steps, nats: the relative error of the expected counts, which fourth powers of
    /// the exponents' range in a group give (two Gauss nodes), and third powers of step over time constant (kernels interpolated in a group), times what
    /// a likelihood makes of it where the expected counts are 5 % off.
    /// </summary>
    private static double Error(PopulationStructure structure, in PopulationValues values, ReadOnlySpan<double> counts, int age, int births)
    {
        if (structure.Components == 0 || counts.IsEmpty)
        {
            return 0;
        }

        var (theta, slope) = Kernel(structure, values, age);
        var recall = Math.Abs(1 - Math.Exp(-theta)) / structure.Size;
        double quadrature = 0, spikes = 0, widest = 0;
        for (var first = 0; first < counts.Length; first += births)
        {
            var n = 0.0;
            foreach (var count in counts.Slice(first, Math.Min(births, counts.Length - first)))
            {
                n += count;
            }

            var range = births * Math.Abs(slope) + n * recall;
            spikes += n;
            quadrature += n * Math.Pow(range, 4) / 4320;
            widest = Math.Max(widest, n);
        }

        var interpolation = 0.0;
        foreach (var component in values.Adaptation)
        {
            var height = Math.Abs(component.Strength) / component.TimeConstant / values.NoiseLevel
                * Math.Exp(-(age - structure.RefractorySteps) * structure.TimeStep / component.TimeConstant);
            var tilt = births * structure.TimeStep / component.TimeConstant;
            interpolation += 0.001 * tilt * tilt * tilt * Math.Min(height, 1) * (spikes / counts.Length * births / structure.Size + tilt);
        }

        var relative = (spikes > 0 ? quadrature / spikes : 0) + interpolation;
        var expected = spikes / counts.Length * StepsOfBound;
        return relative * (Math.Sqrt(expected) + 0.05 * expected);
    }

    private static double StepsPerSpike(PopulationStructure structure, in PopulationValues values, int age)
    {
        if (structure.Components == 0)
        {
            return double.PositiveInfinity;
        }

        var (theta, slope) = Kernel(structure, values, age);
        var ratio = structure.Size * slope / (1 - Math.Exp(-theta));
        return double.IsFinite(ratio) ? Math.Clamp(ratio, 1e-3, 1e6) : 1;
    }

    /// <summary>theta_a / delta_u, and how much more that of the next birth is.</summary>
    private static (double Theta, double Slope) Kernel(PopulationStructure structure, in PopulationValues values, int age)
    {
        double theta = 0, slope = 0;
        foreach (var (strength, tau) in values.Adaptation)
        {
            var height = strength / tau / values.NoiseLevel * Math.Exp(-(age - structure.RefractorySteps) * structure.TimeStep / tau);
            theta += height;
            slope += height * structure.TimeStep / tau;
        }

        return (theta, slope);
    }
}
