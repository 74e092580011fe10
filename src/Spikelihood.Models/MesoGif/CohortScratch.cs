using Spikelihood.Models.MesoGif.Merging;

namespace Spikelihood.Models.MesoGif;

/// <summary>What one thread needs to sweep a chunk of cohorts; reused from chunk to chunk.</summary>
internal sealed class CohortScratch
{
    private double[] _younger = [];
    private double[] _own = [];
    private double[] _recalled = [];
    private AgeSums _ages = new(0);
    private readonly List<MergedScratch> _merged = [];

    /// <summary>The block being swept.</summary>
    public CohortBlock Block { get; } = new();

    /// <summary>What merging needs under a plan: one for each population, so that they do not take turns in allocating.</summary>
    public MergedScratch Merged(MergePlan plan)
    {
        foreach (var kept in _merged)
        {
            if (ReferenceEquals(kept.Plan, plan))
            {
                return kept;
            }
        }

        var made = new MergedScratch(plan);
        _merged.Add(made);
        return made;
    }

    /// <summary>A zeroed row for what later births ask.</summary>
    public Span<double> Younger(int length) => Zeroed(ref _younger, length);

    /// <summary>A zeroed row by age, for what own last spikes do.</summary>
    public Span<double> OwnByAge(int length) => Zeroed(ref _own, length);

    /// <summary>A zeroed row by age, for what older spikes do.</summary>
    public Span<double> RecalledByAge(int length) => Zeroed(ref _recalled, length);

    /// <summary>Zeroed sums by age.</summary>
    public AgeSums Ages(int length)
    {
        if (_ages.Own.Length < length)
        {
            _ages = new(length);
        }

        _ages.Clear();
        return _ages;
    }

    private static Span<double> Zeroed(ref double[] row, int length)
    {
        if (row.Length < length)
        {
            row = new double[length];
        }

        var span = row.AsSpan(0, length);
        span.Clear();
        return span;
    }
}
