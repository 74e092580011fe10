using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Stimuli;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;
using Spikelihood.Studies.Prediction;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>test</c> of a study: one stimulus, or a list of <c>{name, stimulus, duration}</c>.</summary>
internal static class TestReader
{
    /// <summary>Fewer bins than this have no correlation to speak of.</summary>
    private const int LeastBins = 5;

    public static ImmutableArray<TestDescription> Read(YamlValue value, string folder, GifNetwork network, StimulusSetting setting)
    {
        if (!value.IsList)
        {
            return [new(TestDescription.UsualName, StimulusReader.From(value, folder, setting), TestDescription.UsualDuration)];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. value.List().Select(entry => One(entry, folder, network, setting, seen))];
    }

    private static TestDescription One(YamlValue value, string folder, GifNetwork network, StimulusSetting setting, HashSet<string> seen)
    {
        var mapping = value.Mapping("name", "stimulus", "duration");
        var name = mapping.Required("name");
        if (!seen.Add(name.Text()))
        {
            throw name.Error($"two tests are called '{name.Text()}'; give one of them another name");
        }

        return new(
            name.Text(),
            StimulusReader.From(mapping.Required("stimulus"), folder, setting),
            mapping.Optional("duration") is { } duration ? Duration(duration, network) : TestDescription.UsualDuration);
    }

    private static double Duration(YamlValue value, GifNetwork network)
    {
        var seconds = value.Number(Dimension.Time, above: 0);
        var shortest = LeastBins * ResponseComparison.BinWidth(network.TimeStep);
        if (seconds < shortest - 1e-9)
        {
            throw value.Error(string.Create(CultureInfo.InvariantCulture, $"{seconds} s are too short to compare activities; give {shortest:0.####} s or more"));
        }

        return TimeSteps.Count(seconds, network.TimeStep) is not null ? seconds : throw value.Error(string.Create(CultureInfo.InvariantCulture,
            $"a duration of {seconds} s is not a whole number of time steps of {network.TimeStep} s; change one of them"));
    }
}
