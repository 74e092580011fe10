using System.Collections.Immutable;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Sweeps;

/// <summary>One point of a sweep: one data set and one fit.</summary>
/// <param name="Infer">What is inferred.</param>
/// <param name="Scored">Length of the data after the burn-in, s.</param>
/// <param name="TimeStep">Time step of the fit, s.</param>
/// <param name="Seed">Seed of the data set; null for the study's own data.</param>
public sealed record SweepCell(ParameterSet Infer, double Scored, double TimeStep, ulong? Seed)
{
    /// <summary>All cells of a study's sweep: sets of parameters, within them lengths, time steps and at last data sets.</summary>
    public static ImmutableArray<SweepCell> Of(SweepOptions sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return
        [
            .. from infer in sweep.Infer
               from scored in sweep.Scored
               from step in sweep.TimeSteps
               from seed in sweep.Seeds
               select new SweepCell(infer, scored, step, seed),
        ];
    }

    /// <summary>The study of this cell alone: what <c>fit</c> runs, except for a coarser time step.</summary>
    public StudyDescription Study(StudyDescription whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        var step = whole.Model.Network.TimeStep;
        var steps = Math.Round(whole.Fit.BurnIn / step) + Math.Round(Scored / step);
        return whole with
        {
            Infer = Infer.Targets,
            Sweep = null,
            // A longer simulation begins with the same counts, so data sets of one seed continue one another.
            Data = whole.Data is SimulatedData simulated ? simulated with { Seed = Seed ?? simulated.Seed, Duration = steps * step } : whole.Data,
        };
    }
}
