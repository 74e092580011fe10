using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sampling;

/// <summary>What is sampled: a study, with a fit where one is finished.</summary>
/// <param name="Study">The study.</param>
/// <param name="Fit">Its fit; null to fit first.</param>
public sealed record SampleSubject(StudyDescription Study, FitRecord? Fit)
{
    /// <summary>Reads a study file, or the folder of a finished fit.</summary>
    /// <exception cref="InputException">When it is neither.</exception>
    public static SampleSubject Read(string path)
    {
        if (!Directory.Exists(path))
        {
            return new(StudyFile.Read(path, SignalFile.Read), null);
        }

        var run = new RunFolder(path);
        if (!File.Exists(run.Fit))
        {
            throw new InputException(path, null, "it holds no fit.json; name a study file, or run ./spikelihood fit STUDY --out RUN first");
        }

        var study = RunStudy.Read(run);

        var fit = RunJson.Read<FitRecord>(run.Fit);
        var layout = new ParameterLayout(study.Model.Network);
        var inferred = layout.Select(study.Infer).Select(place => layout.All[place].Name).ToArray();
        if (!inferred.Order(StringComparer.Ordinal).SequenceEqual(fit.Best.Parameters.Keys.Order(StringComparer.Ordinal)))
        {
            throw new InputException(run.Fit, null, $"its parameters are not those of {run.Study}; run the fit again");
        }

        // Simulated data can be simulated again, with more of them for the predictions; recorded ones may have moved, but the run keeps its counts.
        return new(study.Data is SimulatedData ? study : FittedData.Of(study, run), fit);
    }
}
