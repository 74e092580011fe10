using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.MesoGif;

/// <summary>The adaptation that the spikes of some births cause from a later step on: four births at a time, each sum loaded and stored once for all.</summary>
internal static class EarlierSpikes
{
    private const int Together = 4;

    /// <summary>Adds what births from <paramref name="first"/> to <paramref name="origin"/> - 1 do to the steps from there on.</summary>
    /// <param name="counts">Spikes by step.</param>
    /// <param name="kernels">The functions of age.</param>
    /// <param name="first">The first birth.</param>
    /// <param name="origin">The first step of <paramref name="older"/>.</param>
    /// <param name="steps">How many steps are wanted.</param>
    /// <param name="older">Exponent lost to earlier births, by step from <paramref name="origin"/>; seven steps longer than wanted, undefined there.</param>
    public static void Add(ReadOnlySpan<double> counts, AgeKernels kernels, int first, int origin, int steps, Span<double> older)
    {
        // Beyond the window the kernel is zero for longer than four births and a vector stick out.
        ref var recall = ref MemoryMarshal.GetArrayDataReference(kernels.RecallByAge);
        for (var birth = origin - 1; birth >= first && origin - birth < kernels.Bins; birth -= Together)
        {
            var n0 = Vector512.Create(counts[birth]);
            var n1 = Vector512.Create(birth >= first + 1 ? counts[birth - 1] : 0);
            var n2 = Vector512.Create(birth >= first + 2 ? counts[birth - 2] : 0);
            var n3 = Vector512.Create(birth >= first + 3 ? counts[birth - 3] : 0);
            var age = origin - birth;
            var reached = older[..((Math.Min(kernels.Bins - age, steps) + 7) & ~7)];
            ref var target = ref MemoryMarshal.GetReference(reached);
            for (var k = 0; k < reached.Length; k += 8)
            {
                var at = (nuint)(age + k);
                var sum = Vector512.LoadUnsafe(ref target, (nuint)k);
                sum = Vector512.FusedMultiplyAdd(n0, Vector512.LoadUnsafe(ref recall, at), sum);
                sum = Vector512.FusedMultiplyAdd(n1, Vector512.LoadUnsafe(ref recall, at + 1), sum);
                sum = Vector512.FusedMultiplyAdd(n2, Vector512.LoadUnsafe(ref recall, at + 2), sum);
                sum = Vector512.FusedMultiplyAdd(n3, Vector512.LoadUnsafe(ref recall, at + 3), sum);
                sum.StoreUnsafe(ref target, (nuint)k);
            }
        }
    }
}
