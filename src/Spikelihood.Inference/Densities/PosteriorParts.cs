namespace Spikelihood.Inference.Densities;

/// <summary>What a log posterior density is made of, nats.</summary>
/// <param name="LogLikelihood">Log probability of the data.</param>
/// <param name="LogPrior">Log prior density per natural units.</param>
/// <param name="LogJacobian">log |d natural / d position|, which makes it a density of the position.</param>
public readonly record struct PosteriorParts(double LogLikelihood, double LogPrior, double LogJacobian)
{
    /// <summary>The log density of the position.</summary>
    public double Total => LogLikelihood + LogPrior + LogJacobian;
}
