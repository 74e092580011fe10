using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Stimuli;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Identifiability;

/// <summary>A finished run's study with the counts and the input that were fitted as its data.</summary>
public static class FittedData
{
    /// <summary>The study, reading its data from the run.</summary>
    /// <param name="study">The run's study.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="InputException">When the run's input cannot be read.</exception>
    public static StudyDescription Of(StudyDescription study, RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(run);
        var setting = StimulusSetting.Of(study.Model.Network, SignalFile.Read);
        return study with { Data = new CountsData(run.Counts, StimulusReader.FromFile(run.Stimulus, setting)) };
    }
}
