namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>What one thread needs to sweep blocks of groups of one plan.</summary>
internal sealed class MergedScratch(MergePlan plan)
{
    /// <summary>The plan that it is for.</summary>
    public MergePlan Plan => plan;

    /// <summary>The nodes.</summary>
    public NodeBlock Nodes { get; } = new(plan);

    /// <summary>Each group's projection on its nodes.</summary>
    public GroupNodes[] Members { get; } = [.. Enumerable.Range(0, MergePlan.Groups).Select(_ => new GroupNodes(plan.Births))];

    /// <summary>Adaptation among the groups.</summary>
    public GroupAdaptation Adaptation { get; } = new(plan);

    /// <summary>Adjoints of the groups' exponents, by rows.</summary>
    public LaneTable Exponents { get; } = new();

    /// <summary>Adjoints of the threshold kernel, by rows.</summary>
    public LaneTable Own { get; } = new();

    /// <summary>Adjoints of the recall that nodes feel of their own group's spikes, by rows.</summary>
    public LaneTable Interpolated { get; } = new();

    /// <summary>Adjoints of the recall below K that later groups feel, by rows.</summary>
    public LaneTable Within { get; } = new();

    /// <summary>Adjoints of the recall from K on, by rows.</summary>
    public LaneTable Beyond { get; } = new();

    /// <summary>The exponents' adjoints summed over groups, by step since the block's first birth.</summary>
    public double[] Totals { get; } = new double[plan.Bins + plan.SuperBlock];

    /// <summary>What the cohorts of a group lose to earlier births, by step since its first.</summary>
    public double[] Older { get; } = new double[plan.Bins + 2 * plan.Births + 64];

    /// <summary>Adjoints of the exponents of a group's cohorts, by step since its first birth.</summary>
    public double[] Younger { get; } = new double[plan.Bins + 2 * plan.Births + 64];
}
