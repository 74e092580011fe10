using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using static System.FormattableString;

namespace Spikelihood.Studies.Sweeps;

/// <summary>Loads or simulates the data of one cell.</summary>
internal static class CellData
{
    /// <param name="cell">The cell.</param>
    /// <param name="study">Its own study.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="workers">Threads.</param>
    public static StudyData Load(SweepCell cell, StudyDescription study, ulong seed, Workers workers)
    {
        var data = StudyDataLoader.Load(study, seed, workers);
        var steps = data.From + (int)Math.Round(cell.Scored / data.Network.TimeStep);
        if (steps > data.Counts.Steps)
        {
            throw new InputException(Invariant(
                $"{study.Name}: sweep.scored asks for {cell.Scored:0.###} s after the burn-in of {study.Fit.BurnIn:0.###} s, but the data are {data.Counts.Duration:0.###} s long; give more data or shorter lengths."));
        }

        var beginning = data with { Counts = data.Counts.Slice(0, steps), Stimulus = data.Stimulus.Slice(0, steps) };
        return CoarserSteps.Of(beginning, (int)Math.Round(cell.TimeStep / data.Network.TimeStep));
    }
}
