namespace Spikelihood.Models.MesoGif.Stationary;

/// <summary>
/// The rate at which a population fires whose potential and past activity never change (René 2020, equation 69; docs/stationary.md): one over the mean
/// time between a neuron's spikes, with the refractory time, the discrete steps and the free neurons as the model has them.
/// </summary>
internal sealed class StationaryRate
{
    private readonly PopulationStructure _structure;
    private readonly PopulationValues _values;
    private readonly AgeKernels _kernels = new();
    private readonly double _freeRecall;

    /// <summary>Of one population.</summary>
    public StationaryRate(PopulationStructure structure, in PopulationValues values)
    {
        (_structure, _values) = (structure, values);
        _kernels.Fill(structure, values, double.PositiveInfinity);
        Survivors = new double[structure.AgeBins + 2];
        Variance = new double[structure.AgeBins + 2];
        Rate = new double[structure.AgeBins + 1];
        foreach (var component in values.Adaptation)
        {
            _freeRecall += component.Strength * Math.Exp(-structure.AgeBins * structure.TimeStep / component.TimeConstant) / values.NoiseLevel;
        }
    }

    /// <summary>Of the last evaluation: the share of a cohort that reaches each age (index = age, 1 to K + 1).</summary>
    public double[] Survivors { get; }

    /// <summary>Of the last evaluation: v by age, per neuron of the cohort.</summary>
    public double[] Variance { get; }

    /// <summary>Of the last evaluation: lambda by age, Hz.</summary>
    public double[] Rate { get; }

    /// <summary>Of the last evaluation: lambda_free, Hz.</summary>
    public double FreeRate { get; private set; }

    /// <summary>Of the last evaluation: P_free.</summary>
    public double FreeFire { get; private set; }

    /// <summary>What is left of the reset at an age from which on it decays, as a share.</summary>
    public double Decay(int age) => Math.Exp(-(age - _structure.ResetAge) * _structure.TimeStep / _values.MembraneTimeConstant);

    /// <summary>log of the rate (Hz), and its derivatives by the potential and by the log of the population's own past activity.</summary>
    /// <param name="potential">h, mV.</param>
    /// <param name="activity">A, Hz.</param>
    public (double LogRate, double ByPotential, double ByLogActivity) Evaluate(double potential, double activity)
    {
        var dt = _structure.TimeStep;
        var noise = _values.NoiseLevel;
        var spikes = activity * _structure.Size * dt;
        var level = Math.Log(_values.EscapeRate) + (potential - _values.Threshold) / noise - _freeRecall * activity;
        var (free, freeSlope) = RateOf(level);
        var reset = (_values.ResetPotential - potential) / noise;
        var older = 0.0;
        for (var age = 1; age < _structure.AgeBins; age++)
        {
            older += _kernels.RecallByAge[age];
        }

        double total = 0, totalByPotential = 0, totalByActivity = 0;
        double share = 1, shareByPotential = 0, shareByActivity = 0;
        double rate = 0, slope = 0, byPotential = 0, byActivity = 0, variance = 0;
        for (var age = 1; age <= _structure.AgeBins; age++)
        {
            (Survivors[age], Variance[age]) = (share, variance);
            total += share;
            totalByPotential += shareByPotential;
            totalByActivity += shareByActivity;
            older = Math.Max(older - _kernels.RecallByAge[age], 0);
            var (last, lastByPotential, lastByActivity) = (rate, byPotential, byActivity);
            if (age >= Math.Max(_structure.RefractorySteps, 1))
            {
                var left = Decay(age);
                (rate, slope) = RateOf(level - _kernels.ThresholdByAge[age] - older * spikes + reset * left);
                byPotential = slope * (1 - left) / noise;
                byActivity = -slope * (_freeRecall * activity + older * spikes);
            }

            Rate[age] = rate;
            var fire = CohortHazard.SpikeProbability(dt / 2 * (rate + last));
            variance = (1 - fire) * (1 - fire) * variance + fire * share;
            shareByPotential = (1 - fire) * (shareByPotential - share * dt / 2 * (byPotential + lastByPotential));
            shareByActivity = (1 - fire) * (shareByActivity - share * dt / 2 * (byActivity + lastByActivity));
            share *= 1 - fire;
        }

        (Survivors[_structure.AgeBins + 1], Variance[_structure.AgeBins + 1]) = (share, variance);
        FreeRate = free;
        FreeFire = CohortHazard.SpikeProbability(dt * free);
        var freeByRate = (1 - FreeFire) * dt / FreeFire;
        total += share / FreeFire;
        totalByPotential += (shareByPotential - share * freeByRate * freeSlope / noise) / FreeFire;
        totalByActivity += (shareByActivity + share * freeByRate * freeSlope * _freeRecall * activity) / FreeFire;
        return (-Math.Log(dt * total), -totalByPotential / total, -totalByActivity / total);
    }

    /// <summary>lambda, and its derivative by the exponent.</summary>
    private static (double Rate, double Slope) RateOf(double exponent)
    {
        var rate = CohortHazard.Rate(exponent);
        return (rate, exponent is > Numerics.Vectors.VectorMath.SmallestExponent and < CohortHazard.LargestExponent ? rate : 0);
    }
}
