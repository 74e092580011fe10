using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Stimuli;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using static Spikelihood.Studies.Files.Yaml.YamlOutput;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>A study as the YAML tree that <see cref="StudyFile"/> writes.</summary>
internal static class StudyNode
{
    public static YamlMappingNode Of(StudyDescription study)
    {
        var root = new YamlMappingNode
        {
            { "name", Text(study.Name) },
            { "model", ModelNode.Of(study.Model) },
            { "data", Data(study.Data, study.Model.Network.Names) },
            { "infer", Line(study.Infer.Select(Text)) },
        };
        if (!study.Priors.IsEmpty)
        {
            root.Add("priors", Priors(study));
        }

        root.Add("fit", Fit(study.Fit));
        if (!study.Tests.IsEmpty)
        {
            root.Add("test", new YamlSequenceNode(study.Tests.Select(test => Block(
                ("name", Text(test.Name)), ("stimulus", StimulusNode.Of(test.Stimulus)), ("duration", Number(test.Duration))))));
        }

        root.Add("report", Inline(("trials", Number(study.ReportTrials))));
        if (study.Scaling is { } scaling)
        {
            root.Add("scaling", Scaling(scaling, study.Model.Network));
        }

        if (study.Sample != new SampleOptions())
        {
            root.Add("sample", Sample(study.Sample));
        }

        if (study.Sweep is { } sweep)
        {
            root.Add("sweep", Sweep(sweep));
        }

        return root;
    }

    private static YamlMappingNode Data(DataDescription data, ImmutableArray<string> names)
    {
        (string, YamlNode?) stimulus = ("stimulus", data.Stimulus is { } input ? StimulusNode.Of(input) : null);
        return data switch
        {
            CountsData counts => Block(("counts", Text(Path.GetFullPath(counts.Path))), stimulus),
            SpikesData spikes => Block(
                ("spikes", Text(Path.GetFullPath(spikes.Path))),
                stimulus,
                ("population", spikes.Population is { } population ? Text(population) : null),
                ("populations", spikes.Units is { } units ? Units(units, names) : null),
                ("start", Given(spikes.Start)),
                ("stop", Given(spikes.Stop))),
            SimulatedData simulated => Block(("simulate", Block(
                ("level", Plain(simulated.Microscopic ? "micro" : "meso")),
                stimulus,
                ("duration", Number(simulated.Duration)),
                ("seed", Seed(simulated.Seed))))),
            _ => throw new ArgumentException($"There is no way to write {data.GetType().Name} down.", nameof(data)),
        };
    }

    private static YamlMappingNode Units(ImmutableArray<ImmutableArray<string>> units, ImmutableArray<string> names) =>
        Block([.. names.Zip(units, (name, members) => (name, (YamlNode?)Line(members.Select(Text))))]);

    private static YamlMappingNode Priors(StudyDescription study) => Block([.. study.Priors.Select(prior =>
        (prior.Target, (YamlNode?)Inline((prior.Kind, Line([Number(prior.First), Number(prior.Second)])))))]);

    private static YamlMappingNode Fit(FitOptions fit) => Inline([
        ("starts", Number(fit.Starts)), ("burn_in", Number(fit.BurnIn)), ("method", Plain(fit.Method)), ("seed", Seed(fit.Seed)),
        ("threads", Given(fit.Threads)), ("iterations", Given(fit.Iterations)), .. fit.Stochastic is { } adam ? Adam(adam) : []]);

    private static (string, YamlNode?)[] Adam(AdamFit adam) =>
    [
        ("learning_rate", Number(adam.LearningRate)), ("beta_1", Number(adam.MeanDecay)), ("beta_2", Number(adam.SquareDecay)), ("clip", Number(adam.Clip)),
        ("batch", Number(adam.Batch)), ("batch_burn_in", Number(adam.BatchBurnIn)), ("batch_noise", Number(adam.BatchNoise)),
        ("burn_in_noise", Number(adam.BurnInNoise)), ("tolerance", Number(adam.Tolerance)), ("coordinates", Plain(adam.Coordinates)),
        ("initial", Plain(adam.Initial)), ("polish", Plain(adam.Polish ? "true" : "false")),
    ];

    private static YamlMappingNode Scaling(ScalingOptions scaling, GifNetwork network) => Inline(
        ("populations", Line(scaling.Copies.Select(copies => Number(copies * network.Populations.Length)))),
        ("neurons", Line(scaling.Factors.Select(factor => Number(factor * network.Populations.Sum(population => population.Size))))),
        ("duration", Number(scaling.Duration)));

    private static YamlMappingNode Sample(SampleOptions sample) => Inline(
        ("method", sample.Method == SampleOptions.Nuts ? null : Plain(sample.Method)),
        ("draws", Given(sample.Draws)), ("warmup", Given(sample.Warmup)), ("chains", Given(sample.Chains)),
        ("target_acceptance", Given(sample.TargetAcceptance)), ("seed", Seed(sample.Seed)));

    private static YamlMappingNode Sweep(SweepOptions sweep) => Block(
        ("scored", Line(sweep.Scored.Select(Number))),
        ("infer", Block([.. sweep.Infer.Select(set => (set.Label, (YamlNode?)Line(set.Targets.Select(Text))))])),
        ("seeds", sweep.Seeds is [null] ? null : Line(sweep.Seeds.Select(seed => Seed(seed)!))),
        ("time_step", Line(sweep.TimeSteps.Select(Number))),
        ("trials", sweep.Trials > 0 ? Number(sweep.Trials) : null));

    private static YamlScalarNode? Given(double? value) => value is { } number ? Number(number) : null;

    private static YamlScalarNode? Seed(ulong? seed) => seed is { } value ? Plain(value.ToString(CultureInfo.InvariantCulture)) : null;

    private static YamlMappingNode Block(params (string Key, YamlNode? Value)[] entries)
    {
        var node = new YamlMappingNode();
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                node.Add(Text(key), value);
            }
        }

        return node;
    }

    private static YamlMappingNode Inline(params (string Key, YamlNode? Value)[] entries)
    {
        var node = Block(entries);
        node.Style = MappingStyle.Flow;
        return node;
    }
}
