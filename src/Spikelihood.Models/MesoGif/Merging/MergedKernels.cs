namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>
/// The functions of age of one population as the nodes see them. Threshold and recall go on smoothly beyond K: a group leaves the window birth by
/// birth, and until the last has left its nodes stand for those still inside.
/// </summary>
internal sealed class MergedKernels(PopulationStructure structure, MergePlan plan)
{
    private readonly double[] _thresholdByAge = new double[plan.Bins + plan.Births + 1];
    private readonly double[] _recallByAge = new double[plan.Bins + plan.Births + 1];
    private readonly double[] _withinByAge = new double[plan.Bins];
    private readonly double[] _beyondByAge = new double[plan.Bins + plan.Births + 1];
    private readonly double[] _decayByAge = new double[plan.Bins + plan.Births + 1];

    /// <summary>theta_a / delta_u.</summary>
    public LaneTable Threshold { get; } = new();

    /// <summary>qr_a / (N delta_u), continued beyond K.</summary>
    public LaneTable Recall { get; } = new();

    /// <summary>The same, 0 from K on.</summary>
    public LaneTable Within { get; } = new();

    /// <summary>The same, 0 below K.</summary>
    public LaneTable Beyond { get; } = new();

    /// <summary>What is left of what was left of the reset at the merge.</summary>
    public LaneTable Decay { get; } = new();

    /// <summary>theta_a / delta_u by age.</summary>
    public double[] ThresholdByAge => _thresholdByAge;

    /// <summary>The age of a group's first birth when the group is merged.</summary>
    public int Entry => plan.Births + plan.Age;

    /// <summary>The last row that matters; tables go eight further.</summary>
    public int LastRow => plan.Bins + plan.SuperBlock;

    /// <summary>Computes them.</summary>
    public void Fill(in PopulationValues values)
    {
        var dt = structure.TimeStep;
        for (var age = Entry - 1; age < _decayByAge.Length; age++)
        {
            _decayByAge[age] = Math.Exp(Math.Min((Entry - age) * dt / values.MembraneTimeConstant, 50));
        }

        Place(Decay, _decayByAge);
        if (structure.Components == 0)
        {
            return;
        }

        for (var age = Math.Max(structure.RefractorySteps, 1); age < _recallByAge.Length; age++)
        {
            var theta = 0.0;
            foreach (var (strength, tau) in values.Adaptation)
            {
                theta += strength / tau * Math.Exp(-(age - structure.RefractorySteps) * dt / tau);
            }

            theta /= values.NoiseLevel;
            _thresholdByAge[age] = theta;
            _recallByAge[age] = (1 - Math.Exp(-theta)) / structure.Size;
        }

        _recallByAge.AsSpan(0, plan.Bins).CopyTo(_withinByAge);
        Place(Threshold, _thresholdByAge);
        Place(Recall, _recallByAge);
        Place(Within, _withinByAge);
        _recallByAge.AsSpan(plan.Bins).CopyTo(_beyondByAge.AsSpan(plan.Bins));
        Place(Beyond, _beyondByAge);
    }

    private void Place(LaneTable table, double[] byAge)
    {
        table.Shape(-plan.Births, LastRow + 8);
        table.FillByAge(byAge, plan.Births);
    }
}
