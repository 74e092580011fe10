using System.Collections.Immutable;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Theory;

/// <summary>What <c>validate.json</c> holds: the mesoscopic theory beside the network of single neurons it describes.</summary>
public sealed record TheoryRecord
{
    /// <summary>The study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Trials of each level.</summary>
    public required int Trials { get; init; }

    /// <summary>Simulated time of a trial, burn-in included, s.</summary>
    public required double Duration { get; init; }

    /// <summary>The time at the beginning that is not compared, s.</summary>
    public required double BurnIn { get; init; }

    /// <summary>The statistics, population by population.</summary>
    public required ImmutableArray<TheoryStatistic> Statistics { get; init; }

    /// <summary>The theory's one-step predictions on the network's counts, over the spikes that came, by population; 1 where the theory is right.</summary>
    public required ImmutableArray<double> OneStepRatio { get; init; }

    /// <summary>Activities, agreement (equations 32 to 35 of René 2020) and spectra.</summary>
    public required PredictiveCheck Check { get; init; }

    /// <summary>Wall time for a simulated second of the network, s.</summary>
    public required double MicroscopicSeconds { get; init; }

    /// <summary>Wall time for a simulated second of the population model, s.</summary>
    public required double MesoscopicSeconds { get; init; }
}

/// <summary>One statistic of one population or pair of populations at both levels, each with its standard error over trials (not a number for a single trial).</summary>
/// <param name="Population">For example <c>E</c>, or <c>E, I</c>.</param>
/// <param name="Name">For example <c>mean rate</c>.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
/// <param name="Microscopic">In the network.</param>
/// <param name="MicroscopicError">Its standard error.</param>
/// <param name="Mesoscopic">In the population model.</param>
/// <param name="MesoscopicError">Its standard error.</param>
public sealed record TheoryStatistic(
    string Population, string Name, string Unit, double Microscopic, double MicroscopicError, double Mesoscopic, double MesoscopicError);
