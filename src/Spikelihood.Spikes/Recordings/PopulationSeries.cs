using System.Collections.Immutable;

namespace Spikelihood.Spikes.Recordings;

/// <summary>
/// One value per population and time step: spike counts (<c>int</c>) or external input in mA (<c>double</c>).
/// Step k covers [<see cref="Start"/> + k dt, <see cref="Start"/> + (k+1) dt).
/// </summary>
/// <typeparam name="T">The type of a value.</typeparam>
public sealed class PopulationSeries<T>
    where T : unmanaged
{
    private readonly T[][] _values;

    /// <summary>Takes over <paramref name="values"/>[population][step]; the caller must not write to it any more.</summary>
    /// <exception cref="ArgumentException">When rows differ in length or their number is not that of the names.</exception>
    public PopulationSeries(ImmutableArray<string> populations, double timeStep, T[][] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeStep);
        if (values.Length != populations.Length || values.Any(row => row.Length != values[0].Length))
        {
            throw new ArgumentException("One row of equal length is needed for each population.", nameof(values));
        }

        Populations = populations;
        TimeStep = timeStep;
        _values = values;
    }

    /// <summary>The populations' names, in order.</summary>
    public ImmutableArray<string> Populations { get; }

    /// <summary>Length of a step, s.</summary>
    public double TimeStep { get; }

    /// <summary>When step 0 begins, s; zero unless a file says otherwise.</summary>
    public double Start { get; init; }

    /// <summary>Number of steps.</summary>
    public int Steps => _values.Length == 0 ? 0 : _values[0].Length;

    /// <summary>Length of the whole series, s.</summary>
    public double Duration => Steps * TimeStep;

    /// <summary>The values of one population, step by step.</summary>
    public ReadOnlySpan<T> Of(int population) => _values[population];

    /// <summary>The steps from <paramref name="start"/> on, <paramref name="length"/> of them.</summary>
    public PopulationSeries<T> Slice(int start, int length) =>
        new(Populations, TimeStep, [.. _values.Select(row => row.AsSpan(start, length).ToArray())]) { Start = Start + start * TimeStep };
}
