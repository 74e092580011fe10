using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.Gif;

/// <summary>
/// A constant of the neurons of one population: the same for all, or one for each. The loops over neurons are written once and compiled for both, so
/// that a homogeneous population costs nothing for what a heterogeneous one can.
/// </summary>
internal interface INeuronValue<TSelf>
    where TSelf : struct, INeuronValue<TSelf>
{
    /// <summary>Whether it is the same for all neurons, so that sums of such constants can be taken once for all.</summary>
    static abstract bool IsShared { get; }

    /// <summary>Takes the constant from a rule.</summary>
    /// <param name="neurons">How many there are.</param>
    /// <param name="valueOf">The value of a neuron.</param>
    static abstract TSelf From(int neurons, Func<int, double> valueOf);

    /// <summary>The values of eight neurons from <paramref name="first"/>, a multiple of eight, on.</summary>
    Vector512<double> Lanes(nuint first);

    /// <summary>The value of one neuron.</summary>
    double Of(int neuron);

    /// <summary>Writes the values from neuron <paramref name="first"/> on.</summary>
    void CopyTo(Span<double> values, int first);
}

/// <summary>One value for all neurons.</summary>
internal readonly struct SharedValue(double value) : INeuronValue<SharedValue>
{
    /// <inheritdoc/>
    public static bool IsShared => true;

    /// <inheritdoc/>
    public static SharedValue From(int neurons, Func<int, double> valueOf) => new(valueOf(0));

    /// <inheritdoc/>
    public Vector512<double> Lanes(nuint first) => Vector512.Create(value);

    /// <inheritdoc/>
    public double Of(int neuron) => value;

    /// <inheritdoc/>
    public void CopyTo(Span<double> values, int first) => values.Fill(value);
}

/// <summary>A value for each neuron, and for the lanes that fill up a vector.</summary>
internal readonly struct OwnValue(double[] values) : INeuronValue<OwnValue>
{
    /// <inheritdoc/>
    public static bool IsShared => false;

    /// <inheritdoc/>
    public static OwnValue From(int neurons, Func<int, double> valueOf)
    {
        var values = new double[NeuronKernels.Padded(neurons)];
        for (var neuron = 0; neuron < values.Length; neuron++)
        {
            values[neuron] = valueOf(Math.Min(neuron, neurons - 1));
        }

        return new OwnValue(values);
    }

    /// <inheritdoc/>
    public Vector512<double> Lanes(nuint first) => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), first);

    /// <inheritdoc/>
    public double Of(int neuron) => values[neuron];

    /// <inheritdoc/>
    public void CopyTo(Span<double> into, int first) => values.AsSpan(first, into.Length).CopyTo(into);
}
