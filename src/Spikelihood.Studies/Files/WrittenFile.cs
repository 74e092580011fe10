using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files;

/// <summary>A YAML file of whichever kind its keys say: exactly one of the two contents is there.</summary>
public sealed record WrittenFile
{
    private const string What = "a model or study file";

    private WrittenFile()
    {
    }

    /// <summary>The content of a model file.</summary>
    public ModelDescription? Model { get; private init; }

    /// <summary>The content of a study file.</summary>
    public StudyDescription? Study { get; private init; }

    /// <summary>Whether the name is one of a YAML file.</summary>
    public static bool IsNamed(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readSignal">Reads a recorded input that a study names.</param>
    /// <exception cref="Spikes.Files.InputException">When it is neither a model nor a study, or a wrong one.</exception>
    public static WrittenFile Read(string path, Func<string, PopulationSeries<double>> readSignal)
    {
        var root = new YamlMapping(YamlText.Read(path, What), []);
        if (root.Optional("data") is not null)
        {
            return new WrittenFile { Study = StudyFile.Read(path, readSignal) };
        }

        if (root.Optional("populations") is not null || root.Optional("model") is not null)
        {
            return new WrittenFile { Model = ModelFile.Read(path) };
        }

        throw root.Place.Error(root.Optional("kind") is null
            ? "this is neither a model (which has populations:) nor a study (which has data:)"
            : "this is a stimulus, which says nothing without a model; simulate a model with it: spikelihood simulate MODEL --stimulus FILE");
    }
}
