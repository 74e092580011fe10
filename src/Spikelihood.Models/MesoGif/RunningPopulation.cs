using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// One population's state while it is simulated, advanced step by step. All cohorts of the window stand side by side, oldest first; at any step
/// the oldest has age K, so that the functions of age line up with them at a fixed place.
/// </summary>
internal sealed class RunningPopulation
{
    private const double LargestResetToForget = 1e6;
    private readonly PopulationStructure _structure;
    private readonly PopulationValues _values;
    private readonly AgeKernels _kernels = new();
    private readonly double[] _filtered;
    private readonly double[] _adaptation;
    private readonly double[] _reset;
    private readonly double[] _spikes;
    private readonly double[] _survivors;
    private readonly double[] _variance;
    private readonly double[] _rate;
    private readonly double _membraneDecay;
    private readonly (double Direct, double Gain, double Decay)[] _couplings;
    private double _potential;
    private double _number;
    private double _numberVariance;
    private double _freeRate;
    private int _oldest;

    public RunningPopulation(PopulationStructure structure, in PopulationValues values)
    {
        _structure = structure;
        _values = values;
        _kernels.Fill(structure, values, LargestResetToForget / values.NoiseLevel);
        _potential = values.RestingPotential;
        _number = structure.Size;
        var dt = structure.TimeStep;
        _membraneDecay = Math.Exp(-dt / values.MembraneTimeConstant);
        _couplings = new (double, double, double)[structure.SourceSizes.Length];
        for (var source = 0; source < _couplings.Length; source++)
        {
            var coupling = values.MembraneTimeConstant * values.Probability[source] * structure.SourceSizes[source] * values.Weight[source];
            var gain = new SynapticGain(dt, values.MembraneTimeConstant, values.SynapticTimeConstant[source]).Value;
            _couplings[source] = (coupling * (1 - _membraneDecay), coupling * gain, Math.Exp(-dt / values.SynapticTimeConstant[source]));
        }

        _filtered = new double[_couplings.Length];
        _adaptation = new double[structure.Components];
        var capacity = 2 * (_kernels.Bins + AgeKernels.Margin) + 4096;
        (_reset, _spikes, _survivors, _variance, _rate) =
            (new double[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
    }

    private int Newest => _oldest + _kernels.Bins - 1;

    /// <summary>nbar of step <paramref name="step"/>; moves every cohort one step on.</summary>
    /// <param name="step">k.</param>
    /// <param name="input">External input, mA.</param>
    /// <param name="counts">All populations' counts up to step k - 1.</param>
    public double Expect(int step, double input, int[][] counts)
    {
        var dt = _structure.TimeStep;
        var drive = _values.Resistance * input * (1 - _membraneDecay);
        for (var source = 0; source < _couplings.Length; source++)
        {
            var past = step - _structure.DelaySteps[source];
            var activity = past >= 0 ? counts[source][past] / (_structure.SourceSizes[source] * dt) : 0;
            var (direct, gain, decay) = _couplings[source];
            var gap = _filtered[source] - activity;
            drive += direct * activity + gain * gap;
            _filtered[source] = activity + gap * decay;
        }

        _potential = _values.RestingPotential + (_potential - _values.RestingPotential) * _membraneDecay + drive;
        var threshold = _values.Threshold;
        var own = counts[_structure.Index];
        for (var i = 0; i < _adaptation.Length; i++)
        {
            var (strength, tau) = _values.Adaptation[i];
            var decay = Math.Exp(-dt / tau);
            var gone = step - _structure.AgeBins;
            var activity = gone >= 0 ? own[gone] / (_structure.Size * dt) : 0;
            _adaptation[i] = decay * _adaptation[i] + (1 - decay) * activity;
            threshold += strength * Math.Exp(-_structure.AgeBins * dt / tau) * _adaptation[i];
        }

        var logFree = Math.Log(_values.EscapeRate) + (_potential - threshold) / _values.NoiseLevel;
        if (_structure.ResetAge <= _kernels.Bins)
        {
            _reset[Newest + 1 - _structure.ResetAge] = (_potential - _values.ResetPotential) / _values.NoiseLevel;
        }

        var freeRate = CohortHazard.Rate(logFree);
        var fire = CohortHazard.SpikeProbability(dt / 2 * (freeRate + _freeRate));
        _freeRate = freeRate;
        var sums = _structure.Components > 0 ? Advance<AdaptingSum>(logFree) : Advance<PlainSum>(logFree);
        double w = sums[0], inWindow = sums[1], y = sums[2], z = sums[3];
        var correction = z + _numberVariance > 0 ? (y + fire * _numberVariance) / (z + _numberVariance) : 0;
        var expected = w + fire * _number + correction * (_structure.Size - inWindow - _number);
        var stay = 1 - fire;
        _numberVariance = stay * stay * _numberVariance + fire * _number + _variance[_oldest];
        _number = stay * _number + _survivors[_oldest];
        return expected;
    }

    /// <summary>Adds the cohort of those that fired in the step just expected; the oldest cohort becomes free.</summary>
    public void Fire(int spikes)
    {
        _survivors[_oldest] = 0;
        _variance[_oldest] = 0;
        _oldest++;
        if (Newest + AgeKernels.Margin >= _reset.Length)
        {
            foreach (var row in new[] { _reset, _spikes, _survivors, _variance, _rate })
            {
                row.AsSpan(_oldest, _kernels.Bins).CopyTo(row);
                row.AsSpan(_kernels.Bins).Clear();
            }

            _oldest = 0;
        }

        _spikes[Newest] = spikes;
        _survivors[Newest] = spikes;
        _variance[Newest] = 0;
        _rate[Newest] = 0;
    }

    private Vector256<double> Advance<TPath>(double logFree)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref MemoryMarshal.GetArrayDataReference(_kernels.Decay);
        ref var threshold = ref MemoryMarshal.GetArrayDataReference(_kernels.Threshold);
        ref var recall = ref MemoryMarshal.GetArrayDataReference(_kernels.Recall);
        ref var reset = ref MemoryMarshal.GetArrayDataReference(_reset);
        ref var spikes = ref MemoryMarshal.GetArrayDataReference(_spikes);
        ref var survivors = ref MemoryMarshal.GetArrayDataReference(_survivors);
        ref var variance = ref MemoryMarshal.GetArrayDataReference(_variance);
        ref var rates = ref MemoryMarshal.GetArrayDataReference(_rate);
        var level = Vector512.Create(logFree);
        var halfStep = Vector512.Create(_structure.TimeStep / 2);
        var older = Vector512<double>.Zero;
        var (w, x, y, z) = (older, older, older, older);
        for (var i = 0; i < _kernels.Bins; i += 8)
        {
            var at = (nuint)(AgeKernels.Margin + i);
            var place = (nuint)(_oldest + i);
            var exponent = level - Vector512.LoadUnsafe(ref threshold, at) - Vector512.LoadUnsafe(ref reset, place) * Vector512.LoadUnsafe(ref decay, at);
            if (TPath.Adapts)
            {
                var own = Vector512.LoadUnsafe(ref spikes, place) * Vector512.LoadUnsafe(ref recall, at);
                var sum = Lanes.PrefixSum(own);
                exponent -= older + (sum - own);
                older += Vector512.Create(sum.GetElement(7));
            }

            var rate = CohortHazard.Rate(exponent);
            var fire = VectorMath.OneMinusExpOfMinus(halfStep * (rate + Vector512.LoadUnsafe(ref rates, place)));
            rate.StoreUnsafe(ref rates, place);
            var m = Vector512.LoadUnsafe(ref survivors, place);
            var v = Vector512.LoadUnsafe(ref variance, place);
            var fired = fire * m;
            var stay = Vector512<double>.One - fire;
            w += fired;
            x += m;
            y = Vector512.FusedMultiplyAdd(fire, v, y);
            z += v;
            Vector512.FusedMultiplyAdd(stay * stay, v, fired).StoreUnsafe(ref variance, place);
            (stay * m).StoreUnsafe(ref survivors, place);
        }

        return Lanes.Sums(w, x, y, z);
    }
}
