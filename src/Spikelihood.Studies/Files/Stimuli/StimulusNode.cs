using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Stimuli;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using static Spikelihood.Studies.Files.Yaml.YamlOutput;

namespace Spikelihood.Studies.Files.Stimuli;

/// <summary>A stimulus as the YAML mapping that <see cref="StimulusReader"/> reads back.</summary>
internal static class StimulusNode
{
    public static YamlMappingNode Of(StimulusDescription description)
    {
        var node = description.Stimulus switch
        {
            ConstantStimulus s => Mapping("constant", ("amplitude", Each(s.Amplitude))),
            StepStimulus s => Mapping("step",
                ("baseline", Each(s.Baseline)), ("amplitude", Each(s.Amplitude)), ("start", Number(s.Start)), ("stop", Number(s.Stop))),
            SineStimulus s => Mapping("sine",
                ("amplitude", Each(s.Amplitude)), ("frequency", Number(s.Frequency)), ("noise", Number(s.Noise))),
            OrnsteinUhlenbeckStimulus s => Mapping("ou",
                ("mean", Each(s.Mean)), ("tau", Each(s.TimeConstant)), ("noise", Each(s.Noise)), ("initial", Each(s.Initial))),
            ImpulseStimulus s => Mapping("impulses",
                ("amplitude", Each(s.Amplitude)), ("half_width", Number(s.HalfWidth)), ("times", Each(s.Times))),
            RecordedStimulus when description.Path is { } path => Mapping("file", ("path", Text(path))),
            _ => throw new ArgumentException("A recorded stimulus needs the path of its file to be written down.", nameof(description)),
        };
        if (description.Seed is { } seed)
        {
            node.Add("seed", Plain(seed.ToString(CultureInfo.InvariantCulture)));
        }

        return node;
    }

    private static YamlMappingNode Mapping(string kind, params (string Key, YamlNode Value)[] entries)
    {
        var node = new YamlMappingNode { { "kind", Plain(kind) } };
        foreach (var (key, value) in entries)
        {
            node.Add(key, value);
        }

        node.Style = MappingStyle.Flow;
        return node;
    }

    private static YamlSequenceNode Each(ImmutableArray<double> values) => Line(values.Select(Number));
}
