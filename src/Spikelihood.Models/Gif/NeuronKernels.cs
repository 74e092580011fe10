using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.Gif;

/// <summary>The inner loops over neurons, eight at a time. Every span has the same length, a multiple of <see cref="Lanes"/>.</summary>
internal static class NeuronKernels
{
    /// <summary>Neurons updated at once.</summary>
    internal const int Lanes = 8;

    // Keeps a decaying trace out of the denormal numbers, which some processors handle slowly; far below anything that matters.
    private const double Floor = 1e-290;

    /// <summary>The number of neurons rounded up to whole vectors.</summary>
    internal static int Padded(int neurons) => (neurons + Lanes - 1) / Lanes * Lanes;

    /// <summary>drive += gain input.</summary>
    internal static void AddInput<T>(Span<double> drive, T gain, double input, int start)
        where T : struct, INeuronValue<T>
    {
        ref double d = ref MemoryMarshal.GetReference(drive);
        for (nuint i = 0; i < (nuint)drive.Length; i += Lanes)
        {
            (Vector512.LoadUnsafe(ref d, i) + gain.Lanes((nuint)start + i) * input).StoreUnsafe(ref d, i);
        }
    }

    /// <summary>arrived[target] += weight for every target, which must be an index of <paramref name="arrived"/>: nothing checks it here.</summary>
    internal static void Deliver(Span<double> arrived, ReadOnlySpan<ushort> targets, double weight)
    {
        ref var a = ref MemoryMarshal.GetReference(arrived);
        foreach (var target in targets)
        {
            Unsafe.Add(ref a, (nuint)target) += weight;
        }
    }

    /// <summary>drive += FromState y + FromArrival A, with y and A the same for all neurons.</summary>
    internal static void AddUniform<T>(Span<double> drive, T fromState, double state, T fromArrival, double rate, int start)
        where T : struct, INeuronValue<T>
    {
        ref double d = ref MemoryMarshal.GetReference(drive);
        for (nuint i = 0; i < (nuint)drive.Length; i += Lanes)
        {
            var sum = Vector512.LoadUnsafe(ref d, i) + (fromState.Lanes((nuint)start + i) * state + fromArrival.Lanes((nuint)start + i) * rate);
            sum.StoreUnsafe(ref d, i);
        }
    }

    /// <summary>drive += FromState y + FromArrival A; y &lt;- Decay y + (1 - Decay) A; A &lt;- 0, with A = arrived / step.</summary>
    internal static void Receive<T>(Span<double> drive, Span<double> filtered, Span<double> arrived, in ReceiveConstants<T> constants, int start)
        where T : struct, INeuronValue<T>
    {
        ref double d = ref MemoryMarshal.GetReference(drive), y = ref MemoryMarshal.GetReference(filtered), a = ref MemoryMarshal.GetReference(arrived);
        var fromState = constants.FromState;
        var fromSpikes = constants.FromSpikes;
        var decay = Vector512.Create(constants.Decay);
        var gain = Vector512.Create(constants.Gain);
        var floor = Vector512.Create(Floor);
        for (nuint i = 0; i < (nuint)drive.Length; i += Lanes)
        {
            var state = Vector512.LoadUnsafe(ref y, i);
            var arrival = Vector512.LoadUnsafe(ref a, i);
            var sum = Vector512.LoadUnsafe(ref d, i) + fromState.Lanes((nuint)start + i) * state + fromSpikes.Lanes((nuint)start + i) * arrival;
            sum.StoreUnsafe(ref d, i);
            (decay * state + (gain * arrival + floor)).StoreUnsafe(ref y, i);
            Vector512<double>.Zero.StoreUnsafe(ref a, i);
        }
    }

    /// <summary>theta &lt;- decay theta; exponent -= theta.</summary>
    internal static void Adapt<T>(Span<double> exponent, Span<double> threshold, T decay, int start)
        where T : struct, INeuronValue<T>
    {
        ref double e = ref MemoryMarshal.GetReference(exponent), t = ref MemoryMarshal.GetReference(threshold);
        var floor = Vector512.Create(Floor);
        for (nuint i = 0; i < (nuint)exponent.Length; i += Lanes)
        {
            var theta = decay.Lanes((nuint)start + i) * Vector512.LoadUnsafe(ref t, i) + floor;
            theta.StoreUnsafe(ref t, i);
            (Vector512.LoadUnsafe(ref e, i) - theta).StoreUnsafe(ref e, i);
        }
    }

    /// <summary>
    /// One step of potentials and hazards. Neurons that may fire integrate, the others are held at reset; each uses up the hazard of the step,
    /// (lambda before + lambda after) step / 2, from what is left until its next spike. Neurons with nothing left are written to <paramref
    /// name="fired"/>.
    /// </summary>
    /// <returns>How many fired.</returns>
    internal static int Integrate<T>(in MembraneSpans spans, in MembraneConstants<T> constants, double now, int offset, Span<int> fired)
        where T : struct, INeuronValue<T>
    {
        ref double u = ref MemoryMarshal.GetReference(spans.Potential), h = ref MemoryMarshal.GetReference(spans.HalfHazard);
        ref double l = ref MemoryMarshal.GetReference(spans.HazardLeft), r = ref MemoryMarshal.GetReference(spans.Release);
        ref double d = ref MemoryMarshal.GetReference(spans.Drive), e = ref MemoryMarshal.GetReference(spans.Exponent);
        var (decay, reset, softness) = (constants.Decay, constants.Reset, constants.InverseNoise);
        var time = Vector512.Create(now);
        // Hazards beyond either bound are certainty or none; within them the exponential is finite.
        var (lowest, highest) = (Vector512.Create(VectorMath.SmallestExponent), Vector512.Create(-VectorMath.SmallestExponent));
        var count = 0;
        for (nuint i = 0; i < (nuint)spans.Potential.Length; i += Lanes)
        {
            var active = Vector512.GreaterThanOrEqual(time, Vector512.LoadUnsafe(ref r, i));
            var neuron = (nuint)offset + i;
            var potential = decay.Lanes(neuron) * Vector512.LoadUnsafe(ref u, i) + Vector512.LoadUnsafe(ref d, i);
            potential = Vector512.ConditionalSelect(active, potential, reset.Lanes(neuron));
            potential.StoreUnsafe(ref u, i);
            var exponent = Vector512.FusedMultiplyAdd(softness.Lanes(neuron), potential, Vector512.LoadUnsafe(ref e, i));
            var hazard = VectorMath.Exp(Vector512.Min(Vector512.Max(exponent, lowest), highest)) & active;
            var left = Vector512.LoadUnsafe(ref l, i) - (hazard + Vector512.LoadUnsafe(ref h, i));
            hazard.StoreUnsafe(ref h, i);
            left.StoreUnsafe(ref l, i);
            var firing = (Vector512.LessThanOrEqual(left, Vector512<double>.Zero) & active).ExtractMostSignificantBits();
            for (; firing != 0; firing &= firing - 1)
            {
                fired[count++] = offset + (int)i + BitOperations.TrailingZeroCount(firing);
            }
        }

        return count;
    }
}

/// <summary>The state of a run of neurons, as <see cref="NeuronKernels.Integrate"/> sees it.</summary>
internal readonly ref struct MembraneSpans
{
    /// <summary>u - u_rest, mV.</summary>
    internal required Span<double> Potential { get; init; }

    /// <summary>lambda step / 2 at the end of the last step.</summary>
    internal required Span<double> HalfHazard { get; init; }

    /// <summary>Integrated hazard still to come before the next spike.</summary>
    internal required Span<double> HazardLeft { get; init; }

    /// <summary>The first step in which the neuron may fire again.</summary>
    internal required ReadOnlySpan<double> Release { get; init; }

    /// <summary>Input of the step, mV.</summary>
    internal required ReadOnlySpan<double> Drive { get; init; }

    /// <summary>log(c step / 2) + (u_rest - threshold) / delta_u.</summary>
    internal required ReadOnlySpan<double> Exponent { get; init; }
}

/// <summary>What the membranes of a population's neurons need.</summary>
/// <param name="Decay">exp(-step / tau_m).</param>
/// <param name="Reset">u_r - u_rest, mV.</param>
/// <param name="InverseNoise">1 / delta_u, 1/mV.</param>
internal readonly record struct MembraneConstants<T>(T Decay, T Reset, T InverseNoise)
    where T : struct, INeuronValue<T>;

/// <summary>What a synaptic current needs.</summary>
/// <param name="FromState">mV for each mV/s of filtered input before the step, s.</param>
/// <param name="FromSpikes">mV for each mV arriving in the step.</param>
/// <param name="Decay">exp(-step / tau_s).</param>
/// <param name="Gain">(1 - Decay) / step, 1/s.</param>
internal readonly record struct ReceiveConstants<T>(T FromState, T FromSpikes, double Decay, double Gain)
    where T : struct, INeuronValue<T>;
