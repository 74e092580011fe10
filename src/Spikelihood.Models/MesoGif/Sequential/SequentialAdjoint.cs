using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>
/// The way back through a piece of the data, one population: from dL/dnbar of each step to the derivatives by its parameters. The state that the piece
/// began with is a constant. Steps are gone through once, last to first, all ages of a step together.
/// </summary>
internal sealed class SequentialAdjoint
{
    private readonly PopulationStructure _structure;
    private readonly double[] _survivors;
    private readonly double[] _variance;
    private readonly double[] _hazard;
    private readonly double[] _reset;
    private readonly double[] _resetByDecay;
    private readonly double[] _exponent;
    private readonly double[] _potential;

    /// <summary>Room for pieces of so many steps.</summary>
    public SequentialAdjoint(PopulationStructure structure, int steps)
    {
        _structure = structure;
        var length = structure.AgeBins + steps + 8;
        (_survivors, _variance, _hazard) = (new double[length], new double[length], new double[length]);
        (_reset, _resetByDecay) = (new double[length], new double[length]);
        (_exponent, _potential) = (new double[steps], new double[steps]);
    }

    /// <summary>Adds the derivatives.</summary>
    /// <param name="values">The parameters of the way forward.</param>
    /// <param name="state">Where the piece began.</param>
    /// <param name="kernels">The functions of age of the way forward.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="input">External input of each step, mA.</param>
    /// <param name="record">The way forward.</param>
    /// <param name="expected">dL/dnbar by step.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    public void AddGradient(
        in PopulationValues values,
        PopulationSnapshot state,
        AgeKernels kernels,
        CountWindow counts,
        ReadOnlySpan<double> input,
        StepRecord record,
        ReadOnlySpan<double> expected,
        PopulationGradient gradient)
    {
        foreach (var row in new[] { _survivors, _variance, _hazard, _reset, _resetByDecay, _potential })
        {
            row.AsSpan().Clear();
        }

        var ages = new AgeSums(kernels.Decay.Length);
        var decay = Math.Exp(-_structure.TimeStep / values.MembraneTimeConstant);
        var decayAdjoint = Cohorts(values, state, decay, counts, record, expected, ages, gradient);
        var adaptation = new AdaptationAdjoint(_structure.Components);
        adaptation.Collect(_structure, values, kernels, ages);
        adaptation.AddTo(gradient);
        var threshold = new double[counts.Steps];
        var noise = values.NoiseLevel;
        var level = 0.0;
        for (var k = 0; k < threshold.Length; k++)
        {
            var exponent = _exponent[k];
            var scalars = record.Scalars[k];
            level += exponent;
            gradient.NoiseLevel -= exponent * (values.RestingPotential + scalars.Potential - scalars.Threshold) / (noise * noise);
            _potential[k] += exponent / noise;
            threshold[k] = -exponent / noise;
        }

        gradient.EscapeRate += values.EscapeRate > 0 ? level / values.EscapeRate : 0;
        new SequentialThresholdAdjoint(_structure).Add(values, state, counts, record, threshold, gradient);
        new SequentialPotentialAdjoint(_structure).Add(values, state, counts, input, record, _potential.AsSpan(0, counts.Steps), decayAdjoint, gradient);
    }

    /// <summary>Back through free neurons and cohorts; leaves the adjoints of exponents and of h by step, returns that of exp(-dt / tau_m).</summary>
    private double Cohorts(
        in PopulationValues values,
        PopulationSnapshot state,
        double decay,
        CountWindow counts,
        StepRecord record,
        ReadOnlySpan<double> expected,
        AgeSums ages,
        PopulationGradient gradient)
    {
        var dt = _structure.TimeStep;
        var noise = values.NoiseLevel;
        double xNext = 0, zNext = 0, hazardNext = 0, decayAdjoint = 0;
        for (var k = counts.Steps - 1; k >= 0; k--)
        {
            var now = record.Scalars[k];
            double n = expected[k], fire = now.FreeFire, stay = 1 - fire, x = now.Free, z = now.FreeVariance;
            var total = now.WindowVariance + z;
            var correction = total > 0 ? (now.FiringVariance + fire * z) / total : 0;

            // A variance this small can no longer change the ratio by a representable amount; its derivative would overflow.
            var perTotal = total > 1e-280 ? n * (_structure.Size - now.InWindow - x) / total : 0;
            (_survivors[k], _variance[k]) = (xNext, zNext);
            var fireAdjoint = n * x + perTotal * z - x * xNext + (x - 2 * stay * z) * zNext;
            xNext = n * (fire - correction) + stay * xNext + fire * zNext;
            zNext = perTotal * (fire - correction) + stay * stay * zNext;
            var hazard = stay * fireAdjoint;
            _exponent[k] = now.FreeRate * dt / 2 * (hazard + hazardNext);
            hazardNext = hazard;
            _exponent[k] += Window(k, decay, counts, record, ages, new(n, -n * correction, perTotal, -perTotal * correction));
            var young = k + _structure.AgeBins - _structure.ResetAge;
            if (young >= k)
            {
                // Here this cohort's potential was let go: u_r - h.
                var released = values.ResetPotential - values.RestingPotential - now.Potential;
                gradient.ResetPotential += _reset[young] / noise;
                _potential[k] -= _reset[young] / noise;
                gradient.NoiseLevel -= _reset[young] * released / (noise * noise);
                decayAdjoint += _resetByDecay[young] * released / noise;
            }
        }

        // Cohorts let go before the piece began come with a difference that is a constant, one step older than at step 0.
        for (var place = 0; place < _structure.AgeBins - _structure.ResetAge; place++)
        {
            var carried = state.Reset[place];
            gradient.NoiseLevel -= decay * _reset[place] * carried / (noise * noise);
            decayAdjoint += (decay * _resetByDecay[place] + _reset[place]) * carried / noise;
        }

        return decayAdjoint;
    }

    /// <summary>Back through one step of the window's cohorts; returns the sum of the exponents' adjoints.</summary>
    private double Window(int step, double decay, CountWindow counts, StepRecord record, AgeSums ages, in SumAdjoints sums)
    {
        var (rateRow, fireRow, survivorsRow, varianceRow) = record[step];
        ref var rates = ref MemoryMarshal.GetReference(rateRow.Span);
        ref var fires = ref MemoryMarshal.GetReference(fireRow.Span);
        ref var ms = ref MemoryMarshal.GetReference(survivorsRow.Span);
        ref var vs = ref MemoryMarshal.GetReference(varianceRow.Span);
        ref var spikes = ref MemoryMarshal.GetReference(counts.From(_structure.Index, step - _structure.AgeBins));
        ref var mAdjoints = ref MemoryMarshal.GetArrayDataReference(_survivors);
        ref var vAdjoints = ref MemoryMarshal.GetArrayDataReference(_variance);
        ref var hazards = ref MemoryMarshal.GetArrayDataReference(_hazard);
        ref var resets = ref MemoryMarshal.GetArrayDataReference(_reset);
        ref var resetsByDecay = ref MemoryMarshal.GetArrayDataReference(_resetByDecay);
        ref var own = ref MemoryMarshal.GetArrayDataReference(ages.Own);
        ref var recalled = ref MemoryMarshal.GetArrayDataReference(ages.Recalled);
        var adapts = _structure.Components > 0;
        var (w, x, y, z) = (Vector512.Create(sums.W), Vector512.Create(sums.X), Vector512.Create(sums.Y), Vector512.Create(sums.Z));
        var one = Vector512<double>.One;
        var halfStep = Vector512.Create(_structure.TimeStep / 2);
        var em = Vector512.Create(decay);
        var younger = Vector512<double>.Zero;
        var level = Vector512<double>.Zero;
        for (var i = (_structure.AgeBins - 1) / 8 * 8; i >= 0; i -= 8)
        {
            var (at, place) = ((nuint)(AgeKernels.Margin + i), (nuint)(step + i));
            var fire = Vector512.LoadUnsafe(ref fires, (nuint)i);
            var stay = one - fire;
            var m = Vector512.LoadUnsafe(ref ms, (nuint)i);
            var v = Vector512.LoadUnsafe(ref vs, (nuint)i);
            var mNext = Vector512.LoadUnsafe(ref mAdjoints, place);
            var vNext = Vector512.LoadUnsafe(ref vAdjoints, place);
            var hazard = stay * (m * (w + vNext - mNext) + v * (y - (stay + stay) * vNext));
            (stay * mNext + fire * (w + vNext) + x).StoreUnsafe(ref mAdjoints, place);
            (stay * stay * vNext + fire * y + z).StoreUnsafe(ref vAdjoints, place);
            var exponent = Vector512.LoadUnsafe(ref rates, (nuint)i) * halfStep * (hazard + Vector512.LoadUnsafe(ref hazards, place));
            hazard.StoreUnsafe(ref hazards, place);
            level += exponent;
            var reset = Vector512.LoadUnsafe(ref resets, place);
            (em * Vector512.LoadUnsafe(ref resetsByDecay, place) + reset).StoreUnsafe(ref resetsByDecay, place);
            (exponent + em * reset).StoreUnsafe(ref resets, place);
            if (adapts)
            {
                var sum = Lanes.SuffixSum(exponent);
                var later = younger + (sum - exponent);
                younger += Vector512.Create(sum.GetElement(0));
                (Vector512.LoadUnsafe(ref own, at) + exponent).StoreUnsafe(ref own, at);
                (Vector512.LoadUnsafe(ref recalled, at) + later * Vector512.LoadUnsafe(ref spikes, (nuint)i)).StoreUnsafe(ref recalled, at);
            }
        }

        return Vector512.Sum(level);
    }

    /// <summary>dL/dW, dL/dX, dL/dY, dL/dZ of a step.</summary>
    private readonly record struct SumAdjoints(double W, double X, double Y, double Z);
}
