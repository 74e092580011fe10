using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.MesoGif;

/// <summary>Adjoints of the age kernels: what a sweep back leaves at each age, summed over births. Stored as the kernels are.</summary>
internal sealed class AgeSums(int length)
{
    /// <summary>Sum of the exponents' adjoints: how much the own last spike's age matters.</summary>
    public double[] Own { get; } = new double[length];

    /// <summary>Sum of spikes times the exponents' adjoints of all later births: how much the recall of a spike of that age matters.</summary>
    public double[] Recalled { get; } = new double[length];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Own.AsSpan().Clear();
        Recalled.AsSpan().Clear();
    }

    /// <summary>Adds the sums to rows of ascending age, for ages up to K; at K itself nothing is recalled.</summary>
    public void AddByAge(AgeKernels kernels, Span<double> own, Span<double> recalled)
    {
        for (var age = 0; age <= kernels.Bins; age++)
        {
            own[age] += Own[kernels.Center - age];
            recalled[age] += age < kernels.Bins ? Recalled[kernels.Center - age] : 0;
        }
    }

    /// <summary>
    /// Adds a block's history: per step <paramref name="width"/> (8 or 16) own adjoints and as many recalled ones, and then as much that is not
    /// looked at. Lane i of step s has age s + 1 - i, so steps eight apart meet in whole vectors; going through them in that order never touches
    /// a vector half.
    /// </summary>
    public void Add(ReadOnlySpan<double> history, int width, int steps, int center)
    {
        var recordLength = 4 * width;
        ref var source = ref MemoryMarshal.GetReference(history);
        ref var own = ref MemoryMarshal.GetArrayDataReference(Own);
        ref var recalled = ref MemoryMarshal.GetArrayDataReference(Recalled);
        for (var phase = 0; phase < 8; phase++)
        {
            var carriedOwn = Vector512<double>.Zero;
            var carriedRecalled = Vector512<double>.Zero;
            var place = -1;
            for (var step = phase; step < steps; step += 8)
            {
                var at = (nuint)(step * recordLength);
                place = center - step - 1;
                if (width == 8)
                {
                    (Vector512.LoadUnsafe(ref own, (nuint)place) + Vector512.LoadUnsafe(ref source, at)).StoreUnsafe(ref own, (nuint)place);
                    (Vector512.LoadUnsafe(ref recalled, (nuint)place) + Vector512.LoadUnsafe(ref source, at + 8)).StoreUnsafe(ref recalled, (nuint)place);
                    continue;
                }

                var sum = Vector512.LoadUnsafe(ref own, (nuint)place + 8) + carriedOwn + Vector512.LoadUnsafe(ref source, at + 8);
                sum.StoreUnsafe(ref own, (nuint)place + 8);
                carriedOwn = Vector512.LoadUnsafe(ref source, at);
                sum = Vector512.LoadUnsafe(ref recalled, (nuint)place + 8) + carriedRecalled + Vector512.LoadUnsafe(ref source, at + 24);
                sum.StoreUnsafe(ref recalled, (nuint)place + 8);
                carriedRecalled = Vector512.LoadUnsafe(ref source, at + 16);
            }

            if (place >= 0 && width == 16)
            {
                (Vector512.LoadUnsafe(ref own, (nuint)place) + carriedOwn).StoreUnsafe(ref own, (nuint)place);
                (Vector512.LoadUnsafe(ref recalled, (nuint)place) + carriedRecalled).StoreUnsafe(ref recalled, (nuint)place);
            }
        }
    }
}
