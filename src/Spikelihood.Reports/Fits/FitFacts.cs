using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>What several parts of the report say about a fit, worked out once.</summary>
internal sealed class FitFacts
{
    public FitFacts(FitRecord fit)
    {
        Fit = fit;
        Sorted = [.. fit.Starts.OrderByDescending(start => double.IsFinite(start.LogPosterior) ? start.LogPosterior : double.NegativeInfinity)];
        Highest = Sorted.Select(start => start.LogPosterior).Append(fit.Best.LogPosterior).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        TruthDistance = fit.Truth is { } truth ? fit.Best.LogPosterior - truth.LogPosterior : null;
    }

    public FitRecord Fit { get; }

    /// <summary>The starts, best first; those that are not finite last.</summary>
    public IReadOnlyList<StartRecord> Sorted { get; }

    /// <summary>The highest log posterior found.</summary>
    public double Highest { get; }

    /// <summary>Log posterior of the best point minus that of the truth, nats; null without truth.</summary>
    public double? TruthDistance { get; }

    /// <summary>Whether the start that ended highest ended at a stationary point.</summary>
    public bool BestConverged => Sorted.Count > 0 && double.IsFinite(Sorted[0].LogPosterior) && Sorted[0].Converged;

    /// <summary>Whether the search stopped below a point that is known, so that it cannot be the maximum.</summary>
    public bool IsBelowTruth => TruthDistance < -1e-6;

    /// <summary>What estimates are compared with: the truth or, of neurons that differed, the average.</summary>
    public string TruthName => Fit.TruthIsAverage ? "average" : "truth";

    /// <summary>One of its values, in words.</summary>
    public string TruthValue => Fit.TruthIsAverage ? "average value" : "true value";

    /// <summary>The parameters at which all is known, in words.</summary>
    public string TruthParameters => Fit.TruthIsAverage ? "average parameters" : "true parameters";

    /// <summary>The best value of a parameter, or NaN.</summary>
    public double Estimate(string name) => Fit.Best.Parameters.TryGetValue(name, out var value) ? value : double.NaN;

    /// <summary>The true value of a parameter, when known.</summary>
    public double? Truth(string name) =>
        Fit.Truth is { } truth && truth.Parameters.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>The standard error of a parameter, when determined.</summary>
    public double? Error(string name) =>
        Fit.StandardErrors.TryGetValue(name, out var error) && error is { } known && double.IsFinite(known) && known > 0 ? known : null;

    /// <summary>Estimate minus truth in standard errors, when both are known.</summary>
    public double? ZScore(string name) =>
        Truth(name) is { } truth && Error(name) is { } error && double.IsFinite(Estimate(name)) ? (Estimate(name) - truth) / error : null;

    /// <summary>Nats below the highest log posterior, NaN when not finite.</summary>
    public double Below(double logPosterior) => double.IsFinite(logPosterior) ? Math.Max(0, Highest - logPosterior) : double.NaN;
}
