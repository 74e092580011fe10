using System.Collections.Immutable;
using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif;

/// <summary>How many age bins K a population needs (Schwalger et al. 2017, equation 86).</summary>
public static class AgeWindow
{
    /// <summary>The most age bins that are computed with: a gigabyte for each population. Nothing that spikes remembers its spikes for longer.</summary>
    public const int Most = 10_000_000;

    /// <summary>The network's own age bins or, where it has none, the smallest that its parameters ask for.</summary>
    public static ImmutableArray<int> For(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.AgeBins ?? [.. network.Populations.Select(population => Smallest(population, network.TimeStep))];
    }

    /// <summary>The smallest K with theta(K dt) below a tenth of delta_u, at least 5 tau_m and beyond the refractory period; no more than one above <see cref="Most"/>.</summary>
    public static int Smallest(Population population, double timeStep)
    {
        ArgumentNullException.ThrowIfNull(population);
        var refractory = (int)Math.Min(Math.Round(population.RefractoryPeriod / timeStep), Most);
        var bins = Math.Max((int)Math.Min(Math.Ceiling(5 * population.MembraneTimeConstant / timeStep - 1e-9), Most + 1), refractory + 1);
        while (bins <= Most && Math.Abs(Threshold(population, (bins - refractory) * timeStep)) >= 0.1 * population.NoiseLevel)
        {
            bins++;
        }

        return bins;
    }

    /// <summary>
    /// The network's own age bins or, where it has none, half as many again as its parameters ask for: a fit moves the parameters, but must not
    /// move the window.
    /// </summary>
    public static ImmutableArray<int> WithRoom(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.AgeBins ?? [.. For(network).Select(bins => bins + bins / 2)];
    }

    /// <summary>True when the adaptation has outgrown <paramref name="bins"/>: at the window's end it still is a tenth of delta_u or more.</summary>
    public static bool IsOutgrown(Population population, double timeStep, int bins)
    {
        ArgumentNullException.ThrowIfNull(population);
        var refractory = (int)Math.Round(population.RefractoryPeriod / timeStep);
        return Math.Abs(Threshold(population, (bins - refractory) * timeStep)) >= 0.1 * population.NoiseLevel;
    }

    private static double Threshold(Population population, double sinceRefractory) =>
        population.Adaptation.Sum(component => component.Strength / component.TimeConstant * Math.Exp(-sinceRefractory / component.TimeConstant));
}
