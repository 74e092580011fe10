using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Stimuli;

/// <summary>Reads stimuli: a YAML mapping in a study, a file of its own or on the command line, or a recorded <c>stimulus.csv</c>.</summary>
public static class StimulusReader
{
    private const string What = "a stimulus, as in {kind: constant, amplitude: 0.1}";

    private static readonly Dictionary<string, string[]> KeysOf = new()
    {
        ["constant"] = ["amplitude"],
        ["step"] = ["baseline", "amplitude", "start", "stop"],
        ["sine"] = ["amplitude", "frequency", "noise"],
        ["ou"] = ["mean", "tau", "noise", "initial"],
        ["impulses"] = ["amplitude", "half_width", "times"],
        ["file"] = ["path"],
    };

    /// <summary>Reads what someone typed: YAML, or the name of a <c>.csv</c>, <c>.yaml</c> or <c>.yml</c> file.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="source">What to call the place it was typed at, such as <c>--stimulus</c>.</param>
    /// <param name="setting">What the stimulus has to fit.</param>
    /// <exception cref="InputException">When it cannot be read or says something impossible.</exception>
    public static StimulusDescription FromArgument(string text, string source, StimulusSetting setting)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(setting);
        if (File.Exists(text) || IsRecorded(text))
        {
            return FromFile(text, setting);
        }

        if (!text.Contains(':', StringComparison.Ordinal))
        {
            throw new InputException(
                source,
                null,
                $"{(Directory.Exists(text) ? $"'{text}' is a folder" : $"there is no file '{text}'")}; name a file, or write the input itself, as in {{kind: constant, amplitude: 0.1}}");
        }

        var inline = text.TrimStart().StartsWith('{') || text.Contains('\n', StringComparison.Ordinal) ? text : $"{{{text}}}";
        return FromMapping(YamlText.Parse(inline, source, What), "", setting);
    }

    /// <summary>Reads a file: recorded input when it ends in <c>.csv</c> or <c>.csv.gz</c>, YAML otherwise.</summary>
    /// <exception cref="InputException">When it cannot be read or does not fit.</exception>
    public static StimulusDescription FromFile(string path, StimulusSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return IsRecorded(path)
            ? new StimulusDescription(RecordedSignal.Read(path, setting), null, Path.GetFullPath(path))
            : FromMapping(YamlText.Read(path, What), Path.GetDirectoryName(path) ?? "", setting);
    }

    private static bool IsRecorded(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a mapping, or the name of a file relative to <paramref name="folder"/>.</summary>
    internal static StimulusDescription From(YamlValue value, string folder, StimulusSetting setting) =>
        value.IsMapping ? FromMapping(value, folder, setting) : FromFile(ExistingFile.At(value, folder, "stimulus file"), setting);

    private static StimulusDescription FromMapping(YamlValue value, string folder, StimulusSetting setting)
    {
        var kind = new YamlMapping(value, []).Required("kind").Choice("stimulus kind", [.. KeysOf.Keys]);
        var mapping = value.Mapping(["kind", "seed", .. KeysOf[kind]]);
        var seed = mapping.Optional("seed")?.Seed();
        if (kind != "file")
        {
            return new StimulusDescription(Made(kind, mapping, setting.Populations), seed);
        }

        var path = ExistingFile.At(mapping.Required("path"), folder, "stimulus file");
        return new StimulusDescription(RecordedSignal.Read(path, setting), seed, Path.GetFullPath(path));
    }

    private static Stimulus Made(string kind, YamlMapping mapping, ImmutableArray<string> populations)
    {
        return kind switch
        {
            "constant" => new ConstantStimulus(Currents("amplitude")),
            "step" => Step(mapping, Optional("baseline") ?? Zeros(), Currents("amplitude")),
            "sine" => new SineStimulus(
                Currents("amplitude"),
                mapping.Required("frequency").Number(Dimension.Frequency, above: 0),
                mapping.Optional("noise")?.Number(Dimension.None, atLeast: 0) ?? 0),
            "ou" => OrnsteinUhlenbeck(mapping, populations, Currents("mean"), Optional("initial")),
            _ => new ImpulseStimulus(
                Currents("amplitude"),
                mapping.Required("half_width").Number(Dimension.Time, above: 0),
                Times(mapping.Required("times"))),
        };

        ImmutableArray<double> Currents(string key) => Optional(key) ?? Each(mapping.Required(key), populations, entry => entry.Number(Dimension.Current));
        ImmutableArray<double>? Optional(string key) =>
            mapping.Optional(key) is { } value ? Each(value, populations, entry => entry.Number(Dimension.Current)) : null;
        ImmutableArray<double> Zeros() => [.. populations.Select(_ => 0.0)];
    }

    private static StepStimulus Step(YamlMapping mapping, ImmutableArray<double> baseline, ImmutableArray<double> amplitude)
    {
        var start = mapping.Required("start").Number(Dimension.Time);
        var stop = mapping.Required("stop");
        var end = stop.Number(Dimension.Time);
        return end > start
            ? new StepStimulus(baseline, amplitude, start, end)
            : throw stop.Error(string.Create(CultureInfo.InvariantCulture, $"stop ({end} s) must come after start ({start} s)"));
    }

    private static OrnsteinUhlenbeckStimulus OrnsteinUhlenbeck(
        YamlMapping mapping, ImmutableArray<string> populations, ImmutableArray<double> mean, ImmutableArray<double>? initial)
    {
        var noise = Each(mapping.Required("noise"), populations, entry => entry.Number(Dimension.Current, atLeast: 0));
        var start = initial ?? mean;
        var tau = mapping.Required("tau");
        var population = 0;
        var times = Each(tau, populations, entry =>
        {
            // A population without input may leave its time constant at 0 ("-" in Table 6); any positive one then gives the same silence.
            var silent = mean[population] == 0 && noise[population] == 0 && start[population] == 0;
            population++;
            var time = entry.Number(Dimension.Time, atLeast: 0);
            return time > 0 ? time : silent ? 1 : throw entry.Error("tau must be greater than 0 wherever mean, noise or initial is not 0");
        });
        return new OrnsteinUhlenbeckStimulus(mean, times, noise, start);
    }

    private static ImmutableArray<double> Times(YamlValue value) =>
        [.. (value.IsList ? value.List() : [value]).Select(entry => entry.Number(Dimension.Time))];

    /// <summary>One entry for each population; a scalar stands for all.</summary>
    private static ImmutableArray<double> Each(YamlValue value, ImmutableArray<string> populations, Func<YamlValue, double> read)
    {
        var entries = value.IsList ? value.List() : [.. populations.Select(_ => value)];
        return entries.Length == populations.Length ? [.. entries.Select(read)] : throw value.Error(
            $"{value.Name} has {Counted.Entries(entries.Length)} for {Counted.Of(populations.Length, "population", "populations")} ({string.Join(", ", populations)}); give one number, or one for each");
    }
}
