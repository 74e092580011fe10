namespace Spikelihood.Inference.Evidence;

/// <summary>
/// By how much correlation along chains inflates the variance of a mean: 1 + 2 Σ ρ_t, summed over Geyer's initial monotone sequence (Geyer 1992, "Practical
/// Markov chain Monte Carlo"). Autocovariances are pooled about the common mean, so chains that disagree raise it.
/// </summary>
internal static class AutocorrelationTime
{
    /// <summary>The integrated autocorrelation time, at least 1; 1 for values that do not vary.</summary>
    public static double Of(IReadOnlyList<double[]> chains)
    {
        var count = chains.Sum(chain => chain.Length);
        var mean = chains.Sum(chain => chain.Sum()) / count;
        var variance = Covariance(0);
        if (!(variance > 0))
        {
            return 1;
        }

        double sum = 0, before = double.PositiveInfinity;
        for (var lag = 0; lag + 1 < chains.Max(chain => chain.Length); lag += 2)
        {
            var pair = Math.Min(before, (Covariance(lag) + Covariance(lag + 1)) / variance);
            if (!(pair > 0))
            {
                break;
            }

            sum += pair;
            before = pair;
        }

        return Math.Max(2 * sum - 1, 1);

        double Covariance(int lag)
        {
            var products = 0.0;
            foreach (var chain in chains)
            {
                for (var t = lag; t < chain.Length; t++)
                {
                    products += (chain[t] - mean) * (chain[t - lag] - mean);
                }
            }

            return products / count;
        }
    }
}
