using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif;

/// <summary>The derivatives of the log-likelihood by one population's parameters, being collected.</summary>
internal sealed class PopulationGradient(int populations, int components)
{
    public double[] Weight { get; } = new double[populations];

    public double[] Probability { get; } = new double[populations];

    public double[] SynapticTimeConstant { get; } = new double[populations];

    public double Resistance { get; set; }

    public double RestingPotential { get; set; }

    public double MembraneTimeConstant { get; set; }

    public double Threshold { get; set; }

    public double ResetPotential { get; set; }

    public double EscapeRate { get; set; }

    public double NoiseLevel { get; set; }

    public double[] AdaptationStrength { get; } = new double[components];

    public double[] AdaptationTimeConstant { get; } = new double[components];

    /// <summary>Adds what was collected to the flat gradient.</summary>
    public void AddTo(Span<double> flat, ParameterLayout layout, int population)
    {
        for (var source = 0; source < Weight.Length; source++)
        {
            flat[layout.Weight(population, source)] += Weight[source];
            flat[layout.Probability(population, source)] += Probability[source];
            flat[layout.SynapticTimeConstant(source)] += SynapticTimeConstant[source];
        }

        flat[layout.Resistance(population)] += Resistance;
        flat[layout.RestingPotential(population)] += RestingPotential;
        flat[layout.MembraneTimeConstant(population)] += MembraneTimeConstant;
        flat[layout.Threshold(population)] += Threshold;
        flat[layout.ResetPotential(population)] += ResetPotential;
        flat[layout.EscapeRate(population)] += EscapeRate;
        flat[layout.NoiseLevel(population)] += NoiseLevel;
        for (var i = 0; i < AdaptationStrength.Length; i++)
        {
            flat[layout.AdaptationStrength(population, i)] += AdaptationStrength[i];
            flat[layout.AdaptationTimeConstant(population, i)] += AdaptationTimeConstant[i];
        }
    }
}
