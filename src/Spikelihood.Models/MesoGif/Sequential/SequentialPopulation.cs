using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>
/// One population over a piece of the data, step by step from a carried state (docs/mesogif.md, one step k). Unlike the likelihood of all data, which
/// follows cohorts, this follows time: parameters may differ from those that made the state.
/// </summary>
internal sealed class SequentialPopulation
{
    private readonly PopulationStructure _structure;
    private readonly AgeKernels _kernels = new();
    private readonly double[] _gap;
    private readonly double[] _survivors;
    private readonly double[] _variance;
    private readonly double[] _rate;
    private readonly double[] _filtered;
    private readonly double[] _adaptation;
    private readonly (double Direct, double Gain, double Decay)[] _couplings;
    private readonly (double Decay, double Height)[] _components;
    private PopulationValues _values;
    private double _membraneDecay;
    private double _potential;
    private double _freeRate;
    private double _free;
    private double _freeVariance;

    /// <summary>Room for pieces of so many steps.</summary>
    public SequentialPopulation(PopulationStructure structure, int steps)
    {
        _structure = structure;
        var length = structure.AgeBins + steps + 8;
        (_gap, _survivors, _variance, _rate) = (new double[length], new double[length], new double[length], new double[length]);
        _filtered = new double[structure.SourceSizes.Length];
        _adaptation = new double[structure.Components];
        _couplings = new (double, double, double)[structure.SourceSizes.Length];
        _components = new (double, double)[structure.Components];
    }

    /// <summary>The functions of age at the present parameters.</summary>
    public AgeKernels Kernels => _kernels;

    /// <summary>Takes up a state; what follows counts its steps from 0.</summary>
    public void Begin(in PopulationValues values, PopulationSnapshot state)
    {
        _values = values;
        Prepare();

        // The whole window, even where the reset is forgotten earlier: with other parameters it may not be.
        _kernels.Fill(_structure, values, double.PositiveInfinity);
        foreach (var (row, carried) in new[] { (_gap, state.Reset), (_survivors, state.Survivors), (_variance, state.Variance), (_rate, state.Rate) })
        {
            carried.CopyTo(row);
            row.AsSpan(carried.Length).Clear();
        }

        state.Filtered.CopyTo(_filtered);
        state.Adaptation.CopyTo(_adaptation);
        (_potential, _freeRate, _free, _freeVariance) = (state.Potential, state.FreeRate, state.Free, state.FreeVariance);
    }

    /// <summary>nbar of a step; moves everyone one step on and notes the step in row <paramref name="row"/> of the record.</summary>
    public double Expect(int step, double input, CountWindow counts, StepRecord record, int row)
    {
        var dt = _structure.TimeStep;
        _potential = _membraneDecay * _potential + Drive(step, input, counts, record, row);
        var potential = _values.RestingPotential + _potential;
        var threshold = Threshold(step, counts, record, row);
        var level = Math.Log(_values.EscapeRate) + (potential - threshold) / _values.NoiseLevel;
        var window = _gap.AsSpan(step, _structure.AgeBins);
        System.Numerics.Tensors.TensorPrimitives.Multiply(window, _membraneDecay, window);
        if (_structure.ResetAge <= _structure.AgeBins)
        {
            window[^_structure.ResetAge] = _values.ResetPotential - potential;
        }

        var freeRate = CohortHazard.Rate(level);
        var fire = CohortHazard.SpikeProbability(dt / 2 * (freeRate + _freeRate));
        var sums = Cohorts(step, level, counts, record, row);
        double w = sums[0], inWindow = sums[1], y = sums[2], z = sums[3];
        var correction = z + _freeVariance > 0 ? (y + fire * _freeVariance) / (z + _freeVariance) : 0;
        var expected = w + fire * _free + correction * (_structure.Size - inWindow - _free);
        record.Scalars[row] = new(_potential, threshold, freeRate, fire, _free, _freeVariance, inWindow, y, z, expected);
        var stay = 1 - fire;
        _freeVariance = stay * stay * _freeVariance + fire * _free + _variance[step];
        _free = stay * _free + _survivors[step];
        _freeRate = freeRate;
        return expected;
    }

    /// <summary>The cohort of those that fired in the step just expected.</summary>
    public void Fire(int step, double spikes)
    {
        var place = step + _structure.AgeBins;
        (_survivors[place], _variance[place], _rate[place], _gap[place]) = (spikes, 0, 0, 0);
    }

    /// <summary>The state after so many steps.</summary>
    public PopulationSnapshot Save(int steps, CountWindow counts)
    {
        var window = steps..(steps + _structure.AgeBins);
        return new()
        {
            Potential = _potential,
            Filtered = [.. _filtered],
            Adaptation = [.. _adaptation],
            FreeRate = _freeRate,
            Free = _free,
            FreeVariance = _freeVariance,
            Spikes = [.. counts.PastOf(_structure.Index, steps)],
            Reset = [.. _gap.AsSpan(window)],
            Survivors = [.. _survivors.AsSpan(window)],
            Variance = [.. _variance.AsSpan(window)],
            Rate = [.. _rate.AsSpan(window)],
        };
    }

    /// <summary>Everything that is the same in all steps.</summary>
    private void Prepare()
    {
        var dt = _structure.TimeStep;
        _membraneDecay = Math.Exp(-dt / _values.MembraneTimeConstant);
        for (var source = 0; source < _couplings.Length; source++)
        {
            var tauS = _values.SynapticTimeConstant[source];
            var coupling = _values.MembraneTimeConstant * _values.Probability[source] * _structure.SourceSizes[source] * _values.Weight[source];
            var gain = new SynapticGain(dt, _values.MembraneTimeConstant, tauS).Value;
            _couplings[source] = (coupling * (1 - _membraneDecay), coupling * gain, Math.Exp(-dt / tauS));
        }

        for (var i = 0; i < _components.Length; i++)
        {
            var (strength, tau) = _values.Adaptation[i];
            _components[i] = (Math.Exp(-dt / tau), strength * Math.Exp(-_structure.AgeBins * dt / tau));
        }
    }

    private double Drive(int step, double input, CountWindow counts, StepRecord record, int row)
    {
        var drive = _values.Resistance * input * (1 - _membraneDecay);
        for (var source = 0; source < _filtered.Length; source++)
        {
            var (direct, gain, decay) = _couplings[source];
            var activity = counts[source, step - _structure.DelaySteps[source]] / (_structure.SourceSizes[source] * _structure.TimeStep);
            record.Filtered[source][row] = _filtered[source];
            var gap = _filtered[source] - activity;
            drive += direct * activity + gain * gap;
            _filtered[source] = activity + gap * decay;
        }

        return drive;
    }

    private double Threshold(int step, CountWindow counts, StepRecord record, int row)
    {
        var threshold = _values.Threshold;
        for (var i = 0; i < _adaptation.Length; i++)
        {
            var (decay, height) = _components[i];
            var activity = counts[_structure.Index, step - _structure.AgeBins] / (_structure.Size * _structure.TimeStep);
            _adaptation[i] = record.Adaptation[i][row] = decay * _adaptation[i] + (1 - decay) * activity;
            threshold += height * _adaptation[i];
        }

        return threshold;
    }

    /// <summary>Moves the cohorts of the window one step on; returns W, X, Y, Z.</summary>
    private Vector256<double> Cohorts(int step, double logFree, CountWindow counts, StepRecord record, int row)
    {
        var adapts = _structure.Components > 0;
        var (rateRow, fireRow, survivorsRow, varianceRow) = record[row];
        ref var rateOut = ref MemoryMarshal.GetReference(rateRow.Span);
        ref var fireOut = ref MemoryMarshal.GetReference(fireRow.Span);
        ref var survivorsOut = ref MemoryMarshal.GetReference(survivorsRow.Span);
        ref var varianceOut = ref MemoryMarshal.GetReference(varianceRow.Span);
        ref var threshold = ref MemoryMarshal.GetArrayDataReference(_kernels.Threshold);
        ref var recall = ref MemoryMarshal.GetArrayDataReference(_kernels.Recall);
        ref var spikes = ref MemoryMarshal.GetReference(counts.From(_structure.Index, step - _structure.AgeBins));
        ref var gaps = ref MemoryMarshal.GetArrayDataReference(_gap);
        ref var survivors = ref MemoryMarshal.GetArrayDataReference(_survivors);
        ref var variance = ref MemoryMarshal.GetArrayDataReference(_variance);
        ref var rates = ref MemoryMarshal.GetArrayDataReference(_rate);
        var level = Vector512.Create(logFree);
        var perNoise = Vector512.Create(1 / _values.NoiseLevel);
        var halfStep = Vector512.Create(_structure.TimeStep / 2);
        var older = Vector512<double>.Zero;
        var (w, x, y, z) = (older, older, older, older);
        for (var i = 0; i < _structure.AgeBins; i += 8)
        {
            var at = (nuint)(AgeKernels.Margin + i);
            var place = (nuint)(step + i);
            var exponent = level - Vector512.LoadUnsafe(ref threshold, at) + Vector512.LoadUnsafe(ref gaps, place) * perNoise;
            if (adapts)
            {
                var own = Vector512.LoadUnsafe(ref spikes, (nuint)i) * Vector512.LoadUnsafe(ref recall, at);
                var sum = Lanes.PrefixSum(own);
                exponent -= older + (sum - own);
                older += Vector512.Create(sum.GetElement(7));
            }

            var rate = CohortHazard.Rate(exponent);
            var fire = VectorMath.OneMinusExpOfMinus(halfStep * (rate + Vector512.LoadUnsafe(ref rates, place)));
            var m = Vector512.LoadUnsafe(ref survivors, place);
            var v = Vector512.LoadUnsafe(ref variance, place);
            rate.StoreUnsafe(ref rates, place);
            rate.StoreUnsafe(ref rateOut, (nuint)i);
            fire.StoreUnsafe(ref fireOut, (nuint)i);
            m.StoreUnsafe(ref survivorsOut, (nuint)i);
            v.StoreUnsafe(ref varianceOut, (nuint)i);
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
