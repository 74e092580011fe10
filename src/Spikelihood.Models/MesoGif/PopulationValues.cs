using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif;

/// <summary>One population's parameter values, with the symbols of the equations.</summary>
internal readonly struct PopulationValues
{
    /// <summary>Reads population <paramref name="index"/> from a flat vector.</summary>
    public PopulationValues(ParameterLayout layout, ReadOnlySpan<double> flat, int index, int populations)
    {
        Weight = new double[populations];
        Probability = new double[populations];
        SynapticTimeConstant = new double[populations];
        for (var source = 0; source < populations; source++)
        {
            Weight[source] = flat[layout.Weight(index, source)];
            Probability[source] = flat[layout.Probability(index, source)];
            SynapticTimeConstant[source] = flat[layout.SynapticTimeConstant(source)];
        }

        Resistance = flat[layout.Resistance(index)];
        RestingPotential = flat[layout.RestingPotential(index)];
        MembraneTimeConstant = flat[layout.MembraneTimeConstant(index)];
        Threshold = flat[layout.Threshold(index)];
        ResetPotential = flat[layout.ResetPotential(index)];
        EscapeRate = flat[layout.EscapeRate(index)];
        NoiseLevel = flat[layout.NoiseLevel(index)];
        Adaptation = new AdaptationComponent[layout.Components(index)];
        for (var i = 0; i < Adaptation.Length; i++)
        {
            Adaptation[i] = new(flat[layout.AdaptationStrength(index, i)], flat[layout.AdaptationTimeConstant(index, i)]);
        }
    }

    public double[] Weight { get; }

    public double[] Probability { get; }

    public double[] SynapticTimeConstant { get; }

    public double Resistance { get; }

    public double RestingPotential { get; }

    public double MembraneTimeConstant { get; }

    public double Threshold { get; }

    public double ResetPotential { get; }

    public double EscapeRate { get; }

    public double NoiseLevel { get; }

    public AdaptationComponent[] Adaptation { get; }

    /// <summary>Whether the equations make sense at these values; elsewhere the log-likelihood is minus infinity.</summary>
    public bool ArePossible()
    {
        var possible = MembraneTimeConstant > 0 && NoiseLevel > 0 && EscapeRate >= 0
            && double.IsFinite(MembraneTimeConstant + NoiseLevel + EscapeRate + Resistance + RestingPotential + Threshold + ResetPotential);
        foreach (var value in Weight.Concat(Probability))
        {
            possible &= double.IsFinite(value);
        }

        foreach (var tau in SynapticTimeConstant)
        {
            possible &= tau > 0 && double.IsFinite(tau);
        }

        foreach (var component in Adaptation)
        {
            possible &= component.TimeConstant > 0 && double.IsFinite(component.TimeConstant + component.Strength);
        }

        return possible;
    }
}
