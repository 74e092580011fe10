using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>Whether two series can be used together: counts and the input that drove them, or two recordings.</summary>
public static class SeriesAgreement
{
    /// <summary>Steps that differ by less than this part of themselves are the same step, written with different rounding.</summary>
    private const double SameStep = 1e-6;

    /// <summary>Demands the same populations in the same order, time step, start and length.</summary>
    /// <param name="firstFile">Where <paramref name="first"/> came from, for the message.</param>
    /// <param name="first">One series.</param>
    /// <param name="secondFile">Where <paramref name="second"/> came from.</param>
    /// <param name="second">The other.</param>
    /// <exception cref="InputException">With a sentence that names both files and what differs.</exception>
    public static void Require<T1, T2>(string firstFile, PopulationSeries<T1> first, string secondFile, PopulationSeries<T2> second)
        where T1 : unmanaged
        where T2 : unmanaged
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var difference = Difference(first, second);
        if (difference is { } found)
        {
            throw new InputException($"{firstFile} and {secondFile} do not belong together: the first has {found.First}, the second {found.Second}; {found.Mend}.");
        }
    }

    private static (string First, string Second, string Mend)? Difference<T1, T2>(PopulationSeries<T1> first, PopulationSeries<T2> second)
        where T1 : unmanaged
        where T2 : unmanaged
    {
        if (!first.Populations.SequenceEqual(second.Populations))
        {
            return ($"populations {string.Join(", ", first.Populations)}", string.Join(", ", second.Populations), "both need the same ones in the same order");
        }

        if (Math.Abs(first.TimeStep - second.TimeStep) > SameStep * first.TimeStep)
        {
            return ($"time step {first.TimeStep:G6} s", $"{second.TimeStep:G6} s", "bring both to one time step");
        }

        if (Math.Abs(first.Start - second.Start) > 0.5 * first.TimeStep)
        {
            return ($"its first row at {first.Start:G6} s", $"at {second.Start:G6} s", "cut both to the same stretch of time");
        }

        return first.Steps == second.Steps
            ? null
            : ($"{first.Steps} rows", $"{second.Steps}", "cut both to the same stretch of time");
    }
}
