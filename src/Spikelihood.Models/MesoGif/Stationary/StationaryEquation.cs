using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif.Stationary;

/// <summary>
/// The self-consistent equation of all populations, in the logs l of their activities: log rate(activities) - l = 0, and its Jacobian
/// (René 2020, Appendix I, with any constant input). Not for several threads.
/// </summary>
internal sealed class StationaryEquation
{
    private readonly PopulationStructure[] _structures;
    private readonly PopulationValues[] _values;
    private readonly double[] _input;

    /// <summary>Sets the equation up.</summary>
    public StationaryEquation(GifNetwork network, ReadOnlySpan<double> input)
    {
        _structures = PopulationStructure.Of(network);
        _input = input.ToArray();
        var layout = new ParameterLayout(network);
        var flat = layout.Read(network);
        _values = [.. _structures.Select((_, i) => new PopulationValues(layout, flat, i, _structures.Length))];
        Rates = [.. _structures.Select((structure, i) => new StationaryRate(structure, _values[i]))];
    }

    /// <summary>The number of populations.</summary>
    public int Size => _structures.Length;

    /// <summary>Sizes and steps of each population.</summary>
    public IReadOnlyList<PopulationStructure> Structures => _structures;

    /// <summary>Each population's rate, with what the last evaluation left.</summary>
    public IReadOnlyList<StationaryRate> Rates { get; }

    /// <summary>How strong the connections count, 0 to 1; for a way from populations alone to the network.</summary>
    public double Coupling { get; set; } = 1;

    /// <summary>The highest rate that the steps allow: a spike as soon as refractoriness ends, Hz.</summary>
    public double HighestRate(int population) => 1 / (_structures[population].TimeStep * Math.Max(_structures[population].RefractorySteps, 1));

    /// <summary>h at these activities, mV.</summary>
    public double Potential(int population, ReadOnlySpan<double> logActivity)
    {
        var h = _values[population].RestingPotential + _values[population].Resistance * _input[population];
        for (var source = 0; source < Size; source++)
        {
            h += Gain(population, source) * Math.Exp(logActivity[source]);
        }

        return h;
    }

    /// <summary>u_r of a population, mV.</summary>
    public double ResetPotential(int population) => _values[population].ResetPotential;

    /// <summary>h - u_rest at these activities, mV.</summary>
    public double Depolarisation(int population, ReadOnlySpan<double> logActivity) => Potential(population, logActivity) - _values[population].RestingPotential;

    /// <summary>The residual of each population and the Jacobian, row by row.</summary>
    public void Evaluate(ReadOnlySpan<double> logActivity, Span<double> residual, Span<double> jacobian)
    {
        jacobian.Clear();
        for (var i = 0; i < Size; i++)
        {
            var (logRate, byPotential, byActivity) = Rates[i].Evaluate(Potential(i, logActivity), Math.Exp(logActivity[i]));
            residual[i] = logRate - logActivity[i];
            for (var source = 0; source < Size; source++)
            {
                jacobian[i * Size + source] = byPotential * Gain(i, source) * Math.Exp(logActivity[source]);
            }

            jacobian[i * Size + i] += byActivity - 1;
        }
    }

    private double Gain(int target, int source) =>
        Coupling * _values[target].MembraneTimeConstant * _values[target].Probability[source] * _structures[target].SourceSizes[source] * _values[target].Weight[source];
}
