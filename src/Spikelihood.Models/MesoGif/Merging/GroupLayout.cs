namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>
/// What the data alone say about the groups of a population. A member's exponent differs from the group's first by its age and by the group's own
/// earlier spikes; with kernels interpolated quadratically through the group's beginning, middle and end, that is six numbers for each birth:
/// the interpolation weights, and the spikes before it summed with theirs.
/// </summary>
internal sealed class GroupLayout
{
    /// <summary>Numbers that place a member: three for age, three for spikes, one for what is left of the reset.</summary>
    public const int Coordinates = 7;

    /// <summary>The coordinate that is no data: the reset.</summary>
    public const int Reset = 6;

    /// <summary>From one member's coordinates to the next's: a vector.</summary>
    public const int Stride = 8;

    /// <summary>Derives all from a population's spikes by step.</summary>
    public GroupLayout(MergePlan plan, double[] counts)
    {
        Plan = plan;
        Steps = counts.Length;
        var births = plan.Births;
        var length = (counts.Length + plan.SuperBlock - 1) / plan.SuperBlock * plan.SuperBlock;
        Spikes = new double[length];
        counts.CopyTo(Spikes, 0);
        Direction = new double[length];
        IsMerged = new bool[length / births];
        IsMerged.AsSpan().Fill(true);
        Places = new double[Stride * length];
        Span<double> weight = stackalloc double[3], summed = stackalloc double[3];
        for (var first = 0; first < length; first += births)
        {
            var total = Spikes.AsSpan(first, births).ToArray().Sum();
            var before = 0.0;
            summed.Clear();
            for (var i = 0; i < births; i++)
            {
                Direction[first + i] = double.IsInfinity(plan.StepsAsSpikes)
                    ? (double)i / births
                    : (plan.StepsAsSpikes * i + before) / (plan.StepsAsSpikes * births + total);
                Interpolate(2.0 * i / births, weight);
                weight.CopyTo(Places.AsSpan(Stride * (first + i)));
                summed.CopyTo(Places.AsSpan(Stride * (first + i) + 3));
                var n = Spikes[first + i];
                before += n;
                for (var q = 0; q < 3; q++)
                {
                    summed[q] += n * weight[q];
                }
            }
        }
    }

    /// <summary>Where and by how many.</summary>
    public MergePlan Plan { get; }

    /// <summary>Whether each group is merged; a group of very unequal cohorts is not.</summary>
    public bool[] IsMerged { get; }

    /// <summary>The length of the data.</summary>
    public int Steps { get; }

    /// <summary>Spikes by birth step, filled up with zeros to whole blocks of groups.</summary>
    public double[] Spikes { get; }

    /// <summary>Where a birth stands in its group, from 0 to 1, as adaptation tells them apart.</summary>
    public double[] Direction { get; }

    /// <summary>The first six coordinates of each birth, filled up with zeros to a <see cref="Stride"/> of eight.</summary>
    public double[] Places { get; }

    /// <summary>Weights of the values at 0, 1 and 2.</summary>
    private static void Interpolate(double x, Span<double> weight)
    {
        weight[0] = (x - 1) * (x - 2) / 2;
        weight[1] = x * (2 - x);
        weight[2] = x * (x - 1) / 2;
    }
}
