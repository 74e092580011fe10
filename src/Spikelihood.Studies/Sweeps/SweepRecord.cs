using System.Collections.Immutable;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sweeps;

/// <summary>What <c>sweep.json</c> holds: the tables that sum up all cells. Tables that need the truth are empty for recorded data.</summary>
public sealed record SweepRecord
{
    /// <summary>The study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The job's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many cells there are.</summary>
    public required int Cells { get; init; }

    /// <summary>In how many of them no start reached a finite posterior; the tables leave them out.</summary>
    public required int Failed { get; init; }

    /// <summary>How the fits went.</summary>
    public required ImmutableArray<FitsRow> Fits { get; init; }

    /// <summary>How far estimates lie from the truth (Table 12 of René 2020).</summary>
    public required ImmutableArray<ErrorRow> Errors { get; init; }

    /// <summary>How far the end points of one fit's starts scatter (Table 13).</summary>
    public required ImmutableArray<SpreadRow> Spread { get; init; }

    /// <summary>How often one-sigma intervals cover the truth.</summary>
    public required ImmutableArray<CoverageRow> Coverage { get; init; }

    /// <summary>Bias, and what a coarser time step adds to it; empty unless there are several time steps.</summary>
    public required ImmutableArray<BiasRow> Bias { get; init; }

    /// <summary>Accuracy of the inferred dynamics (Figure 4); empty unless trials were asked for.</summary>
    public required ImmutableArray<DynamicsRow> Dynamics { get; init; }
}

/// <summary>The fits of one set of parameters, length and time step, over all data sets.</summary>
/// <param name="Set">Label of the set of parameters.</param>
/// <param name="Scored">Length of the scored data, s.</param>
/// <param name="TimeStep">s.</param>
/// <param name="DataSets">How many fits.</param>
/// <param name="Parameters">How many parameters are inferred.</param>
/// <param name="Starts">Starts of all fits.</param>
/// <param name="AtBest">Those that ended at their fit's best optimum.</param>
/// <param name="Unconverged">Fits whose best point is no optimum.</param>
/// <param name="BelowTruth">Fits whose best point lies below the truth: the maximum was missed.</param>
/// <param name="TwiceGain">
/// Mean of 2 (log posterior at the best point less that at the truth); about the number of parameters when the posterior is quadratic and the prior pulls little.
/// </param>
/// <param name="Seconds">Median wall time of a fit.</param>
public sealed record FitsRow(
    string Set, double Scored, double TimeStep, int DataSets, int Parameters, int Starts, int AtBest, int Unconverged, int BelowTruth, double? TwiceGain, double Seconds);

/// <summary>Relative errors of one parameter: equation 40, as median and quartiles over data sets.</summary>
/// <param name="Set">Label of the set of parameters.</param>
/// <param name="Scored">Length of the scored data, s.</param>
/// <param name="TimeStep">s.</param>
/// <param name="Parameter">Its name.</param>
/// <param name="Median">|estimate − truth| / |truth|.</param>
/// <param name="Lower">Lower quartile.</param>
/// <param name="Upper">Upper quartile.</param>
public sealed record ErrorRow(string Set, double Scored, double TimeStep, string Parameter, double Median, double Lower, double Upper);

/// <summary>Coefficients of variation of the end points of a fit's starts: equation 41 (not in per cent), median over data sets.</summary>
/// <param name="Set">Label of the set of parameters.</param>
/// <param name="Scored">Length of the scored data, s.</param>
/// <param name="TimeStep">s.</param>
/// <param name="Parameter">Its name.</param>
/// <param name="All">Over all starts, those that failed included.</param>
/// <param name="AtBest">Over the starts that ended at the best optimum; NaN where fewer than two did.</param>
public sealed record SpreadRow(string Set, double Scored, double TimeStep, string Parameter, double All, double AtBest);

/// <summary>How often the one-sigma interval of a parameter covers its truth, over data sets; 68.3 % is right.</summary>
/// <param name="Set">Label of the set of parameters.</param>
/// <param name="Scored">Length of the scored data, s.</param>
/// <param name="TimeStep">s.</param>
/// <param name="Parameter">Its name; null for all parameters together.</param>
/// <param name="Cases">How many intervals; a parameter without a standard error counts as not covered.</param>
/// <param name="Natural">Share covered by estimate ± error.</param>
/// <param name="Logarithmic">Share covered by estimate × exp(± error / estimate) for positive parameters, and by estimate ± error for others.</param>
/// <param name="Error">Standard error of <paramref name="Natural"/>, from how it scatters over data sets (parameters of one data set are not independent).</param>
/// <param name="MeanScore">Mean of z = (estimate − truth) / error.</param>
/// <param name="ScoreDeviation">Root mean square of z about that mean; 1 is right.</param>
public sealed record CoverageRow(
    string Set, double Scored, double TimeStep, string? Parameter, int Cases, double Natural, double Logarithmic, double Error, double MeanScore, double ScoreDeviation);

/// <summary>Bias of one parameter at one time step, over data sets.</summary>
/// <param name="Set">Label of the set of parameters.</param>
/// <param name="Scored">Length of the scored data, s.</param>
/// <param name="TimeStep">s.</param>
/// <param name="Parameter">Its name.</param>
/// <param name="Bias">Mean of (estimate − truth) / |truth|.</param>
/// <param name="BiasError">Its standard error.</param>
/// <param name="Shift">
/// Mean of (estimate − estimate at the finest step from the same data) / |truth|: the share of the bias that the time step makes, free of the data's noise.
/// </param>
/// <param name="ShiftError">Its standard error.</param>
/// <param name="ShiftInErrors">Mean of (estimate − estimate at the finest step) / standard error of the latter.</param>
public sealed record BiasRow(
    string Set, double Scored, double TimeStep, string Parameter, double Bias, double BiasError, double Shift, double ShiftError, double ShiftInErrors);

/// <summary>Accuracy of the dynamics of one fitted model.</summary>
/// <param name="Set">Label of the set of parameters.</param>
/// <param name="Scored">Length of the scored data, s.</param>
/// <param name="Seed">Seed of the data set.</param>
/// <param name="Fitted">The fitted model against the true one.</param>
/// <param name="Ceiling">The true model against itself.</param>
public sealed record DynamicsRow(string Set, double Scored, ulong? Seed, AgreementRow Fitted, AgreementRow Ceiling);
