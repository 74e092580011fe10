using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Sampling;

/// <summary>How a posterior is sampled, with everything decided that the study left open.</summary>
/// <param name="Chains">The number of chains at each mode.</param>
/// <param name="Draws">Draws kept of each; null to go on until there are enough.</param>
/// <param name="Options">Warm-up, targets, metric.</param>
public sealed record SamplingPlan(int Chains, int? Draws, SamplingOptions Options)
{
    /// <summary>Chains of a study that names no number.</summary>
    public const int UsualChains = 4;

    /// <summary>
    /// Warm-up of a study that names none. It begins at the mode with the curvature there, so that what is left to learn is how the posterior differs from
    /// a normal distribution.
    /// </summary>
    public const int UsualWarmup = 150;

    /// <summary>The acceptance that step sizes aim at.</summary>
    public const double UsualAcceptance = 0.85;

    /// <summary>Static trajectories are a quarter of a period of a normal posterior.</summary>
    private const double QuarterPeriod = Math.PI / 2;

    /// <summary>What is asked of the draws beyond the limits of trust, because both are estimates.</summary>
    private const double Margin = 1.05;

    /// <summary>Draws after which they are first judged.</summary>
    public const int FirstDraws = 200;

    /// <summary>Draws after which they are judged again.</summary>
    public const int MoreDraws = 50;

    /// <summary>Draws after which it ends, enough or not.</summary>
    public const int MostDraws = 3000;

    /// <summary>R-hat must be below this.</summary>
    public const double Rhat = 1 + (TrustLimits.Rhat - 1) / Margin;

    /// <summary>Bulk and tail effective draws must be at least this.</summary>
    public double EffectiveDraws => Margin * Math.Max(TrustLimits.EffectiveSize, Chains * TrustLimits.EffectiveSizePerChain);

    /// <summary>The plan of a study.</summary>
    public static SamplingPlan Of(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.Chains ?? UsualChains, options.Draws, new()
        {
            Draws = options.Draws ?? 0,
            Warmup = options.Warmup ?? UsualWarmup,
            TargetAcceptance = options.TargetAcceptance ?? UsualAcceptance,
            TrajectoryLength = options.Method == SampleOptions.Hmc ? QuarterPeriod : null,
        });
    }
}
