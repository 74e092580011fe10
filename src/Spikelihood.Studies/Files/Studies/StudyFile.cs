using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Stimuli;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads and writes study files (docs/studies.md lists every key). Relative paths count from the study file's folder.</summary>
public static class StudyFile
{
    private const string What = "a study file";
    private const int MostTrials = 10_000;

    /// <summary>Reads the study file at <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readSignal">Reads a recorded input (<c>stimulus.csv</c>, mA).</param>
    /// <exception cref="Spikes.Files.InputException">When it cannot be read, names a missing file, or says something impossible.</exception>
    public static StudyDescription Read(string path, Func<string, PopulationSeries<double>> readSignal)
    {
        return From(YamlText.Read(path, What), path, readSignal);
    }

    /// <summary>Reads a study from text.</summary>
    /// <param name="yaml">What the file would hold.</param>
    /// <param name="path">The file's name, for messages, relative paths and the study's name.</param>
    /// <param name="readSignal">Reads a recorded input (<c>stimulus.csv</c>, mA).</param>
    public static StudyDescription Parse(string yaml, string path, Func<string, PopulationSeries<double>> readSignal) =>
        From(YamlText.Parse(yaml, path, What), path, readSignal);

    private static StudyDescription From(YamlValue value, string path, Func<string, PopulationSeries<double>> readSignal)
    {
        var root = value.Mapping("name", "model", "data", "infer", "priors", "fit", "test", "report", "scaling", "sample", "sweep");
        var folder = Path.GetDirectoryName(path) ?? "";
        var model = Model(root.Required("model"), folder);
        var setting = StimulusSetting.Of(model.Network, readSignal);
        var study = new StudyDescription
        {
            Name = root.Optional("name")?.Text() ?? Path.GetFileNameWithoutExtension(path),
            Model = model,
            Data = DataReader.Read(root.Required("data"), folder, model, setting),
            Infer = root.Optional("infer") is { } infer ? Infer(infer, model.Network) : ParameterTarget.Defaults(model.Network),
            Priors = root.Optional("priors") is { } priors ? PriorReader.Read(priors, model.Network) : [],
            Fit = root.Optional("fit") is { } fit ? OptionsReader.Fit(fit) : new FitOptions(),
            Tests = root.Optional("test") is { } test ? TestReader.Read(test, folder, model.Network, setting) : UsualTests(model.Network),
            Scaling = root.Optional("scaling") is { } scaling ? ScalingReader.Read(scaling, model.Network) : null,
            Sample = root.Optional("sample") is { } sample ? OptionsReader.Sample(sample) : new SampleOptions(),
        };
        RefuseEmptyFit(study, root);
        study = root.Optional("sweep") is { } sweep ? study with { Sweep = SweepReader.Read(sweep, study) } : study;
        return root.Optional("report")?.Mapping("trials").Optional("trials")?.Whole(2, MostTrials) is { } trials ? study with { ReportTrials = trials } : study;
    }

    /// <summary>The study as YAML that stands alone: the model is written into it and paths are absolute, so that it can be run again from anywhere.</summary>
    public static string ToYaml(StudyDescription study) => YamlOutput.Text(StudyNode.Of(study));

    /// <summary>Writes <see cref="ToYaml"/> to a file.</summary>
    public static void Write(string path, StudyDescription study) => AtomicFile.WriteText(path, writer => writer.Write(ToYaml(study)));

    private static ImmutableArray<TestDescription> UsualTests(GifNetwork network) => UnseenInput.For(network) is { } input
        ? [new(TestDescription.UsualName, input, TestDescription.UsualDuration)]
        : [];

    private static ModelDescription Model(YamlValue value, string folder) =>
        value.IsMapping ? ModelFile.From(value) : ModelFile.Read(ExistingFile.At(value, folder, "model file"));

    /// <summary>Names of parameters, each once.</summary>
    internal static ImmutableArray<string> Infer(YamlValue value, GifNetwork network)
    {
        var entries = value.IsList ? value.List() : [value];
        if (entries.IsEmpty)
        {
            throw value.Error($"{value.Name} is empty; name what to infer, as in [w, tau_m], or leave the key out");
        }

        var seen = new HashSet<string>();
        return [.. entries.Select(entry =>
            ParameterTarget.Read(entry, network) is var name && seen.Add(name) ? name : throw entry.Error($"'{name}' is listed twice; keep one"))];
    }

    private static void RefuseEmptyFit(StudyDescription study, YamlMapping root)
    {
        var duration = study.Data switch
        {
            SimulatedData simulated => simulated.Duration,
            SpikesData { Stop: { } stop } spikes => stop - (spikes.Start ?? 0),
            _ => double.PositiveInfinity,
        };
        if (duration <= study.Fit.BurnIn)
        {
            var place = root.Optional("fit")?.Mapping(OptionsReader.FitKeys).Optional("burn_in") ?? root.Required("data");
            throw place.Error(string.Create(CultureInfo.InvariantCulture,
                $"the burn-in of {study.Fit.BurnIn} s leaves nothing of {duration} s of data to fit; give longer data or a shorter fit.burn_in"));
        }
    }
}
