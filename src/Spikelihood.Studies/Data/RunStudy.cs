using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Files.Yaml;
using Spikelihood.Studies.Runs;
using YamlDotNet.RepresentationModel;

namespace Spikelihood.Studies.Data;

/// <summary>The study of a run, which can be read when the recording has moved: the run keeps the counts and the input that were fitted.</summary>
public static class RunStudy
{
    /// <summary>Reads a run's study.</summary>
    /// <exception cref="InputException">When it cannot be read, and what the run keeps does not help.</exception>
    public static StudyDescription Read(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            return StudyFile.Read(run.Study, SignalFile.Read);
        }
        catch (InputException) when (File.Exists(run.Study) && File.Exists(run.Counts) && File.Exists(run.Stimulus) && WithOwnData(run) is { } yaml)
        {
            return StudyFile.Parse(yaml, run.Study, SignalFile.Read);
        }
    }

    /// <summary>The study's text with the run's own files as its data; null when its data are no recording.</summary>
    private static string? WithOwnData(RunFolder run)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(WholeText.Read(run.Study)));
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }, ..]
            || !root.Children.TryGetValue("data", out var data)
            || data is not YamlMappingNode given
            || given.Children.ContainsKey("simulate"))
        {
            return null;
        }

        root.Children["data"] = new YamlMappingNode { { "counts", Path.GetFullPath(run.Counts) }, { "stimulus", Path.GetFullPath(run.Stimulus) } };
        return YamlOutput.Text(root);
    }
}
