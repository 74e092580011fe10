using System.Collections.Immutable;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sampling;

/// <summary>The priors of a run, from its study and the counts it keeps.</summary>
public static class RunPriors
{
    /// <summary>By parameter, of natural units.</summary>
    /// <exception cref="InputException">When the run's study or counts cannot be read.</exception>
    public static IReadOnlyDictionary<string, Distribution> Of(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var study = RunStudy.Read(run);
        var data = StudyDataLoader.Load(FittedData.Of(study, run), StudyDataLoader.DefaultSeed, Workers.One);
        return new MesoGifProblem(study, data).Parameters.Parameters.ToImmutableDictionary(parameter => parameter.Name, parameter => parameter.Prior);
    }
}
