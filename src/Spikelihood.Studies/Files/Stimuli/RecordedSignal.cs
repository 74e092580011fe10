using System.Globalization;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Files.Stimuli;

/// <summary>Reads a recorded input and brings its columns into the model's order.</summary>
internal static class RecordedSignal
{
    // Times in a CSV file are rounded; steps that really differ do so by far more.
    private const double StepTolerance = 1e-6;

    public static RecordedStimulus Read(string path, StimulusSetting setting)
    {
        if (!File.Exists(path))
        {
            throw new InputException(path, null, "there is no such stimulus file; check the name and the folder");
        }

        var series = setting.ReadSignal(path);
        if (Math.Abs(series.TimeStep - setting.TimeStep) > StepTolerance * setting.TimeStep)
        {
            throw new InputException(path, "time_s", string.Create(CultureInfo.InvariantCulture,
                $"the input has a time step of {series.TimeStep} s and the model of {setting.TimeStep} s; resample the file or change time_step"));
        }

        if (!series.Populations.Order(StringComparer.Ordinal).SequenceEqual(setting.Populations.Order(StringComparer.Ordinal)))
        {
            throw new InputException(path, "line 1",
                $"the columns are {string.Join(", ", series.Populations)}, but the model's populations are {string.Join(", ", setting.Populations)}; use the same names");
        }

        return new RecordedStimulus(new PopulationSeries<double>(
            setting.Populations, setting.TimeStep, [.. setting.Populations.Select(name => series.Of(series.Populations.IndexOf(name)).ToArray())])
        {
            Start = series.Start,
        });
    }
}
