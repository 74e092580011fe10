using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Spikelihood.Studies.Runs;

/// <summary>What <c>sample.json</c> holds: the posterior in numbers, how it was found, and whether to trust it. The draws lie beside it in files of their own.</summary>
public sealed record SampleRecord
{
    /// <summary>The study's name (its file name without extension).</summary>
    public required string Study { get; init; }

    /// <summary><c>nuts</c>, <c>hmc</c>, <c>laplace</c>, <c>pathfinder</c> or <c>smc</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Version of the program that made the run.</summary>
    public required string Version { get; init; }

    /// <summary>The number of chains.</summary>
    public required int Chains { get; init; }

    /// <summary>Draws kept of each chain.</summary>
    public required int Draws { get; init; }

    /// <summary>Draws spent on adapting each chain.</summary>
    public required int Warmup { get; init; }

    /// <summary>Draws after which the trajectory had diverged, all chains.</summary>
    public required int Divergences { get; init; }

    /// <summary>Gradients of the posterior of all data: warm-up, draws, curvatures and the weighing of modes; the search for starting points has its own in <c>fit.json</c>.</summary>
    public required int GradientEvaluations { get; init; }

    /// <summary>Wall time, s, starting points included.</summary>
    public required double Seconds { get; init; }

    /// <summary>What was inferred, by name.</summary>
    public required IReadOnlyDictionary<string, SampledParameter> Parameters { get; init; }

    /// <summary>The parameters' units and priors, in order.</summary>
    public required ImmutableArray<ParameterRecord> Priors { get; init; }

    /// <summary>The true values, when the data were simulated.</summary>
    public IReadOnlyDictionary<string, double>? Truth { get; init; }

    /// <summary>One entry for each chain.</summary>
    public ImmutableArray<ChainSummary> ChainSummaries { get; init; } = [];

    /// <summary>The modes that were found, heaviest first, those not sampled included.</summary>
    public ImmutableArray<ModeRecord> Modes { get; init; } = [];

    /// <summary>Correlation matrix of the draws in natural units (order of <see cref="Priors"/>): Figure 6 of René et al. 2020.</summary>
    public ImmutableArray<ImmutableArray<double>> Correlation { get; init; } = [];

    /// <summary>What the data determine, in sentences: contraction, eigenvectors of posterior and Fisher information in words.</summary>
    public ImmutableArray<string> Determined { get; init; } = [];

    /// <summary>Whether the draws may be trusted.</summary>
    public required bool Trusted { get; init; }

    /// <summary>Why not, one sentence each; empty when trusted.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>The whole judgement in one plain sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>Things to know that do not spoil the draws.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>One parameter's posterior, natural units.</summary>
public sealed record SampledParameter
{
    /// <summary>Mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation.</summary>
    public required double Sd { get; init; }

    /// <summary>Monte Carlo standard error of the mean.</summary>
    [JsonPropertyName("mcse_mean")]
    public required double McseMean { get; init; }

    /// <summary>Monte Carlo standard error of the standard deviation.</summary>
    [JsonPropertyName("mcse_sd")]
    public required double McseSd { get; init; }

    /// <summary>5 % quantile.</summary>
    public required double Q5 { get; init; }

    /// <summary>Median.</summary>
    public required double Q50 { get; init; }

    /// <summary>95 % quantile.</summary>
    public required double Q95 { get; init; }

    /// <summary>Monte Carlo standard error of the 5 % quantile.</summary>
    [JsonPropertyName("mcse_q5")]
    public required double McseQ5 { get; init; }

    /// <summary>Monte Carlo standard error of the 95 % quantile.</summary>
    [JsonPropertyName("mcse_q95")]
    public required double McseQ95 { get; init; }

    /// <summary>Rank-normalised split R-hat.</summary>
    public required double Rhat { get; init; }

    /// <summary>Effective number of draws for the mean (rank-normalised).</summary>
    [JsonPropertyName("ess_bulk")]
    public required double EssBulk { get; init; }

    /// <summary>Effective number of draws for the 5 and 95 % quantiles, the smaller.</summary>
    [JsonPropertyName("ess_tail")]
    public required double EssTail { get; init; }

    /// <summary>1 - posterior variance / prior variance, of the logarithm where the prior is one of a logarithm: 0 means that the data say nothing.</summary>
    public required double Contraction { get; init; }
}

/// <summary>How one chain went.</summary>
/// <param name="StepSize">After adaptation.</param>
/// <param name="Acceptance">Mean acceptance of the draws.</param>
/// <param name="Bfmi">Energy Bayesian fraction of missing information; below 0.3 the energy is explored badly.</param>
/// <param name="MeanDepth">Mean tree depth.</param>
/// <param name="AtMaximumDepth">Draws whose tree was cut at the greatest depth.</param>
/// <param name="Divergences">Draws after which the trajectory had diverged.</param>
/// <param name="Gradients">Warm-up included.</param>
public sealed record ChainSummary(double StepSize, double Acceptance, double Bfmi, double MeanDepth, int AtMaximumDepth, int Divergences, int Gradients);

/// <summary>One mode of the posterior.</summary>
public sealed record ModeRecord
{
    /// <summary>Log posterior density at its top, of the coordinates of the fit.</summary>
    public required double LogPosterior { get; init; }

    /// <summary>How many starts of the fit ended there.</summary>
    public required int Starts { get; init; }

    /// <summary>Natural values at its top, by name.</summary>
    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>Share of the posterior by Laplace's approximation.</summary>
    public required double LaplaceWeight { get; init; }

    /// <summary>Share of the posterior in the draws; null for a mode that was not sampled.</summary>
    public double? Weight { get; init; }

    /// <summary>Standard error of log of the mode's evidence by bridge sampling; null when not measured.</summary>
    public double? WeightError { get; init; }

    /// <summary>The share by tempered sequential Monte Carlo, which checks the other; null when not measured.</summary>
    public double? SmcWeight { get; init; }

    /// <summary>Whether chains sampled it.</summary>
    public required bool Sampled { get; init; }
}
