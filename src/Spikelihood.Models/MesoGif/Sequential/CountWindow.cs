namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>
/// The counts of a piece of the data, with as much of the past before them as the equations look back; the past comes from the carried state.
/// </summary>
internal sealed class CountWindow
{
    private readonly double[][] _counts;
    private readonly int[] _past;

    /// <summary>The past of <paramref name="state"/> and <paramref name="steps"/> counts still to be given.</summary>
    public CountWindow(MesoGifState state, int steps)
    {
        Steps = steps;
        _past = [.. state.Populations.Select(population => population.Spikes.Length)];
        _counts = [.. state.Populations.Select(population =>
        {
            // Padded, because the last vector of a row may stick out.
            var row = new double[population.Spikes.Length + steps + 8];
            population.Spikes.CopyTo(row);
            return row;
        })];
    }

    /// <summary>Steps after the past.</summary>
    public int Steps { get; }

    /// <summary>The count of a population in a step; negative steps are the past.</summary>
    public double this[int population, int step]
    {
        get => _counts[population][_past[population] + step];
        set => _counts[population][_past[population] + step] = value;
    }

    /// <summary>A population's counts from a step on, padding included.</summary>
    public Span<double> From(int population, int step) => _counts[population].AsSpan(_past[population] + step);

    /// <summary>The counts of a piece without its past.</summary>
    public double[] Piece(int population) => From(population, 0)[..Steps].ToArray();

    /// <summary>As many counts as the past has, the last of them just before <paramref name="step"/>.</summary>
    public ReadOnlySpan<double> PastOf(int population, int step) => _counts[population].AsSpan(step, _past[population]);
}
