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
    private const double LeftoverOfReset = 0.02;

    /// <summary>The guessed error is held below this share of the bound: it is no more than a guess, and parameters move.</summary>
    private const double Margin = 0.1;

    /// <summary>Merging is worth its trouble below this share of the exact work.</summary>
    private const double Affordable = 0.7;

    /// <summary>The bound holds for this many steps.</summary>
    private const double StepsOfBound = 1e4;

    /// <summary>Births swept side by side.</summary>
    public int SuperBlock => Groups * Births;

    /// <summary>A population's groups, planned at its own values, or null where merging would not pay or not keep the bound.</summary>
    /// <param name="structure">The population.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="counts">Its spikes by step.</param>
    /// <param name="largestReset">The largest |h - u_r| / delta_u of the data.</param>
    /// <param name="errorBound">Nats for 10^4 steps.</param>
    public static GroupLayout? For(PopulationStructure structure, in PopulationValues values, double[] counts, double largestReset, double errorBound)
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
        GroupLayout? best = null;
        var least = Affordable * end;
        foreach (var births in new[] { 32, 16 })
        {
            if (age + 3 * births <= end)
            {
                var plan = new MergePlan((int)age, births, (int)end, StepsPerSpike(structure, values, (int)age + births));
                var layout = new GroupLayout(plan, counts);
                var alone = LeaveAlone(structure, values, layout, errorBound);
                var cost = age + births + alone * end + (1 - alone) * 2 * end / births;
                if (cost < least)
                {
                    (best, least) = (layout, cost);
                }
            }
        }

        return best;
    }

    /// <summary>
    /// Leaves those groups unmerged that would cost most, until the rest keeps the bound, and returns their share. What a group costs is a guess: the
    /// relative error of the expected counts, times what a likelihood makes of it where the expected counts are 5 % off. Two Gauss nodes leave the fourth
    /// derivative of what is integrated, about the fourth power of the exponents' range in the group, times the square of the nodes' polynomial;
    /// interpolated kernels leave the third power of group over time constant; births that leave the window are told apart by linear interpolation,
    /// which leaves second powers for as long as a group takes to leave.
    /// </summary>
    private static double LeaveAlone(PopulationStructure structure, in PopulationValues values, GroupLayout layout, double errorBound)
    {
        var spikes = layout.Spikes.Sum();
        if (structure.Components == 0 || spikes == 0)
        {
            return 0;
        }

        var births = layout.Plan.Births;
        var (theta, slope) = Kernel(structure, values, layout.Plan.Age);
        var recall = Math.Abs(1 - Math.Exp(-theta)) / structure.Size;
        var rate = spikes / layout.Steps;
        var relative = 0.0;
        foreach (var (strength, tau) in values.Adaptation)
        {
            var height = Math.Abs(strength) / tau / values.NoiseLevel * Math.Exp(-(layout.Plan.Age - structure.RefractorySteps) * structure.TimeStep / tau);
            var tilt = births * structure.TimeStep / tau;
            relative += 0.001 * tilt * tilt * tilt * Math.Min(height, 1) * (rate * births / structure.Size + tilt);
        }

        var expected = rate * StepsOfBound;
        var allowed = Margin * errorBound / (Math.Sqrt(expected) + 0.05 * expected) - relative;
        if (!(allowed > 0))
        {
            layout.IsMerged.AsSpan().Clear();
            return 1;
        }

        var nodes = new GroupNodes(births);
        var end = Kernel(structure, values, layout.Plan.Bins).Theta;
        var cumulative = new double[layout.Spikes.Length + 1];
        for (var k = 0; k < layout.Spikes.Length; k++)
        {
            cumulative[k + 1] = cumulative[k] + layout.Spikes[k];
        }

        var costs = new double[layout.IsMerged.Length];
        for (var group = 0; group < costs.Length; group++)
        {
            layout.Spikes.AsSpan(births * group, births).CopyTo(nodes.Mass);
            nodes.Find(layout, births * group);
            var n = nodes.Mass.Sum();
            var (merged, gone) = (births * group + layout.Plan.Age, births * group + layout.Plan.Bins);
            var hazard = gone < layout.Steps ? (cumulative[gone] - cumulative[merged]) / structure.Size : double.PositiveInfinity;
            var range = births * Math.Abs(slope) + n * recall;
            costs[group] = Math.Pow(range, 4) / 24 * nodes.Remainder / spikes
                + n / structure.Size * Leaving(hazard) * range * range * Math.Min(Math.Abs(end), 1) * births / layout.Steps;
        }

        var order = Enumerable.Range(0, costs.Length).OrderByDescending(group => costs[group]).ToArray();
        var left = costs.Sum();
        var alone = 0;
        for (; alone < order.Length && left > allowed; alone++)
        {
            layout.IsMerged[order[alone]] = false;
            left -= costs[order[alone]];
        }

        return (double)alone / costs.Length;
    }

    /// <summary>What linear interpolation of survival gets wrong at the end of a window with this integrated hazard, per square of the exponents' range.</summary>
    private static double Leaving(double hazard) => double.IsFinite(hazard) ? Math.Exp(-hazard) * hazard * hazard / 48 : 0;

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
