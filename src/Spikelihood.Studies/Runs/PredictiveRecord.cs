using System.Collections.Immutable;

namespace Spikelihood.Studies.Runs;

/// <summary>What <c>predictive.json</c> holds: the fitted model simulated beside the data.</summary>
/// <param name="Checks">On the training input and, when the data were simulated, on inputs the fit never saw.</param>
/// <param name="Statements">What the model reproduces and what it does not, one plain sentence each.</param>
/// <param name="Misfit">True when a statement says that the model fails to describe the data.</param>
public sealed record PredictiveRecord(
    ImmutableArray<PredictiveCheck> Checks, ImmutableArray<string> Statements, bool Misfit)
{
    /// <summary>The data against the fitted model's one-step predictions, one entry for each population; empty in runs of older versions.</summary>
    public ImmutableArray<ResidualRecord> Residuals { get; init; } = [];
}

/// <summary>Activity of data and models under one input, in bins.</summary>
public sealed record PredictiveCheck
{
    /// <summary>For example <c>Training input</c> or <c>Unseen input</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Start of the first bin, s.</summary>
    public required double Start { get; init; }

    /// <summary>Bin width, s.</summary>
    public required double BinWidth { get; init; }

    /// <summary>The populations' names.</summary>
    public required ImmutableArray<string> Populations { get; init; }

    /// <summary>Input, mA: [population][bin]; empty when there is none.</summary>
    public required ImmutableArray<ImmutableArray<double>> Stimulus { get; init; }

    /// <summary>One trace set for the data (first) and each model (for example <c>True model</c>, <c>Fitted model</c>).</summary>
    public required ImmutableArray<ActivityTraces> Traces { get; init; }

    /// <summary>
    /// Agreement of each model with the data. When more data can be simulated the first row holds other trials of the same network against
    /// the data: the best that any model can reach.
    /// </summary>
    public required ImmutableArray<AgreementRow> Agreement { get; init; }

    /// <summary>Power spectra, one entry for each population; empty when the stretch is too short.</summary>
    public ImmutableArray<SpectrumPanel> Spectra { get; init; } = [];

    /// <summary>Rates, fluctuations, correlations and powers of the data among simulations at draws of the posterior; empty at a single point.</summary>
    public ImmutableArray<PredictiveStatistic> Statistics { get; init; } = [];
}

/// <summary>Mean and standard deviation of the activity over trials.</summary>
/// <param name="Label">Who produced it.</param>
/// <param name="Trials">Number of trials; with one trial there is no SD.</param>
/// <param name="Mean">Hz: [population][bin].</param>
/// <param name="StandardDeviation">Hz: [population][bin]; empty for a single trial.</param>
public sealed record ActivityTraces(
    string Label, int Trials, ImmutableArray<ImmutableArray<double>> Mean, ImmutableArray<ImmutableArray<double>> StandardDeviation)
{
    /// <summary>Lower edge of the central 90 % of trials, Hz: [population][bin]; empty when the band is mean and SD.</summary>
    public ImmutableArray<ImmutableArray<double>> Low { get; init; } = [];

    /// <summary>Its upper edge.</summary>
    public ImmutableArray<ImmutableArray<double>> High { get; init; } = [];
}

/// <summary>Equations 32 to 35 of René 2020 for one model against the data.</summary>
/// <param name="Label">The model, or the population.</param>
/// <param name="Correlation">Mean per-trial correlation (32).</param>
/// <param name="CorrelationSd">Its SD over pairs of trials.</param>
/// <param name="Rmse">Mean per-trial RMSE, Hz (33).</param>
/// <param name="RmseSd">Its SD over pairs of trials.</param>
/// <param name="AverageCorrelation">Trial-averaged correlation (34).</param>
/// <param name="AverageCorrelationError">Its bootstrap error.</param>
/// <param name="AverageRmse">Trial-averaged RMSE, Hz (35).</param>
/// <param name="AverageRmseError">Its bootstrap error.</param>
public sealed record AgreementRow(
    string Label, double Correlation, double CorrelationSd, double Rmse, double RmseSd,
    double AverageCorrelation, double AverageCorrelationError, double AverageRmse, double AverageRmseError)
{
    /// <summary>The same for each population alone, labelled with its name; empty in such a row.</summary>
    public ImmutableArray<AgreementRow> PerPopulation { get; init; } = [];
}

/// <summary>Power spectral densities of one population.</summary>
/// <param name="Population">Its name.</param>
/// <param name="Frequencies">Hz.</param>
/// <param name="Curves">One for the data and each model.</param>
public sealed record SpectrumPanel(string Population, ImmutableArray<double> Frequencies, ImmutableArray<SpectrumCurve> Curves);

/// <summary>One curve of a spectrum.</summary>
/// <param name="Label">Who produced it.</param>
/// <param name="Density">Hz (the two-sided density of an activity in Hz, per Hz).</param>
public sealed record SpectrumCurve(string Label, ImmutableArray<double> Density)
{
    /// <summary>Lower edge of the central 90 % of trials, Hz; empty for none.</summary>
    public ImmutableArray<double> Low { get; init; } = [];

    /// <summary>Its upper edge.</summary>
    public ImmutableArray<double> High { get; init; } = [];
}
