using System.Collections.Immutable;
using Spikelihood.Inference.Parameters;

namespace Spikelihood.Studies.Runs;

/// <summary>What <c>fit.json</c> holds: everything a fit found, for people and scripts.</summary>
public sealed record FitRecord
{
    /// <summary>The study's name (its file name without extension).</summary>
    public required string Study { get; init; }

    /// <summary><c>map</c>, <c>ml</c> or <c>adam</c>; an evaluation on a start's way is one of a mini-batch with <c>adam</c>, of all or part of the data otherwise.</summary>
    public string Method { get; init; } = "map";

    /// <summary>Version of the program that made the run.</summary>
    public required string Version { get; init; }

    /// <summary>The coordinates in which the log posterior is a density and "MAP" is its mode; a sentence.</summary>
    public required string Coordinates { get; init; }

    /// <summary>The inferred parameters with unit, prior in words.</summary>
    public required ImmutableArray<ParameterRecord> Parameters { get; init; }

    /// <summary>The best point found.</summary>
    public required FitPoint Best { get; init; }

    /// <summary>The same at the true parameters, when the data were simulated.</summary>
    public FitPoint? Truth { get; init; }

    /// <summary>
    /// Whether <see cref="Truth"/> is the average of neurons that differed: no point of the fitted model made the data, and estimates need not lie there.
    /// </summary>
    public bool TruthIsAverage { get; init; }

    /// <summary>How each start ended.</summary>
    public required ImmutableArray<StartRecord> Starts { get; init; }

    /// <summary>The distinct optima, best first.</summary>
    public required ImmutableArray<OptimumRecord> Optima { get; init; }

    /// <summary>Standard errors in natural units, by name; null where the data and prior do not determine one.</summary>
    public required IReadOnlyDictionary<string, double?> StandardErrors { get; init; }

    /// <summary>Correlation matrix of the parameters (order of <see cref="Parameters"/>), from the observed information; null when it is not positive definite.</summary>
    public ImmutableArray<ImmutableArray<double>>? Correlation { get; init; }

    /// <summary>What the data alone, without the prior, determine near the best point; null in runs of versions that did not look.</summary>
    public IdentifiabilityRecord? Identifiability { get; init; }

    /// <summary>Wall time of the fit, s.</summary>
    public required double Seconds { get; init; }

    /// <summary>Things the user must know: a window outgrown by tau_theta, an unconverged best start, a misfit.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

/// <summary>One inferred parameter.</summary>
/// <param name="Name">For example <c>w[E,I]</c>.</param>
/// <param name="Unit">For example <c>mV</c>.</param>
/// <param name="Prior">In words, for example <c>N(0, 4²)</c>.</param>
/// <param name="PriorLow">2.5 % quantile of the prior, natural unit.</param>
/// <param name="PriorHigh">97.5 % quantile of the prior, natural unit.</param>
public sealed record ParameterRecord(string Name, string Unit, string Prior, double PriorLow, double PriorHigh)
{
    /// <summary>The record of a parameter.</summary>
    public static ParameterRecord Of(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter.Name, parameter.Unit, parameter.Prior.Describe(), parameter.Prior.Quantile(0.025), parameter.Prior.Quantile(0.975));
    }
}

/// <summary>One point of parameter space and what was found there.</summary>
/// <param name="Parameters">Natural values by name.</param>
/// <param name="LogPosterior">Log density of the posterior in the stated coordinates, up to the evidence.</param>
/// <param name="LogLikelihood">Exact log-likelihood, with the log N! terms.</param>
/// <param name="GradientNorm">Euclidean norm of the log posterior's gradient in the stated coordinates.</param>
/// <param name="Evaluations">Gradient evaluations spent to reach it.</param>
public sealed record FitPoint(
    IReadOnlyDictionary<string, double> Parameters, double LogPosterior, double LogLikelihood, double GradientNorm, int Evaluations);

/// <summary>How one start ended.</summary>
public sealed record StartRecord
{
    /// <summary>Number of the start, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>How many starts of this number were drawn; all but the last were hopeless on the first piece of the data.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>The start that it met on the first piece of the data, and that climbed all data for both; null when it went alone.</summary>
    public int? MetStart { get; init; }

    /// <summary>Log posterior where it ended.</summary>
    public required double LogPosterior { get; init; }

    /// <summary>Whether it ended at a stationary point of the full-data posterior.</summary>
    public required bool Converged { get; init; }

    /// <summary>Why it stopped: <c>converged</c>, <c>abandoned</c>, <c>iteration limit</c>, <c>line search failed</c>, <c>not finite</c>, <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Full-data gradient evaluations.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Number of the optimum it reached in <see cref="FitRecord.Optima"/>, or null.</summary>
    public int? Optimum { get; init; }

    /// <summary>Natural values where it ended, order of <see cref="FitRecord.Parameters"/>.</summary>
    public required ImmutableArray<double> Parameters { get; init; }

    /// <summary>The way there, thinned; first is the start itself.</summary>
    public required ImmutableArray<PathPoint> Path { get; init; }
}

/// <summary>A point on a start's way.</summary>
/// <param name="Evaluation">Evaluations of any stage so far.</param>
/// <param name="LogPosterior">Log posterior of the stage's data.</param>
/// <param name="Parameters">Natural values, order of <see cref="FitRecord.Parameters"/>.</param>
public sealed record PathPoint(int Evaluation, double LogPosterior, ImmutableArray<double> Parameters);

/// <summary>A distinct optimum.</summary>
/// <param name="LogPosterior">Its log posterior.</param>
/// <param name="Starts">How many starts ended there.</param>
/// <param name="Parameters">Natural values by name.</param>
public sealed record OptimumRecord(double LogPosterior, int Starts, IReadOnlyDictionary<string, double> Parameters);
