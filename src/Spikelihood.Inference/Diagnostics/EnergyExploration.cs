namespace Spikelihood.Inference.Diagnostics;

/// <summary>How well a Hamiltonian sampler moves between levels of energy.</summary>
public static class EnergyExploration
{
    /// <summary>
    /// Energy Bayesian fraction of missing information of one chain: mean squared change of the energy from draw to draw over its variance.
    /// Near 1 or above: good; below 0.3 the momentum redrawn each time is too little to reach the tails. Not a number for fewer than two draws, energies
    /// that are not finite, or that are all the same. Source: Betancourt 2016, "Diagnosing suboptimal cotangent disintegrations", equation 1.
    /// </summary>
    /// <param name="energies">The Hamiltonian of each draw, in order.</param>
    public static double Bfmi(ReadOnlySpan<double> energies)
    {
        double changes = 0;
        for (var draw = 1; draw < energies.Length; draw++)
        {
            changes += (energies[draw] - energies[draw - 1]) * (energies[draw] - energies[draw - 1]);
        }

        return changes / (energies.Length - 1) / Moments.Variance(energies);
    }
}
