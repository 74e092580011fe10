using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Models.Gif;

namespace Spikelihood.Cli.Tests;

public class VerbTests
{
    private readonly List<object> _requests = [];

    public static TheoryData<string> Names => ["simulate", "validate", "likelihood", "identify", "fit", "sweep", "calibrate", "report", "inspect", "stats", "compare", "demo"];

    private Verb[] All =>
    [
        SimulateCommand.Create(Seen), ValidateCommand.Create(Seen), LikelihoodCommand.Create(Seen), IdentifyCommand.Create(Seen),
        FitCommand.Create(Seen), SweepCommand.Create(Seen), CalibrateCommand.Create(Seen), ReportCommand.Create(Seen),
        InspectCommand.Create(Seen), StatsCommand.Create(Seen), CompareCommand.Create(Seen), DemoCommand.Create(Seen),
    ];

    private int Seen<T>(T request, Session session)
    {
        _requests.Add(request!);
        return 0;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_help_of_every_verb_shows_examples(string name)
    {
        var verb = All.Single(verb => verb.Name == name);
        var run = Run.Of(All, [name, "--help"]);
        run.Code.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldContain(verb.Description!);
        run.Output.ShouldContain($"./spikelihood {name} ");
        run.Output.ShouldEndWith("Examples:" + Environment.NewLine + string.Concat(verb.Examples.Select(example => $"  {example}{Environment.NewLine}")));
        verb.Examples[^1].ShouldStartWith($"./spikelihood {name}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_examples_are_commands_that_parse(string name)
    {
        foreach (var example in All.Single(verb => verb.Name == name).Examples)
        {
            Run.Of(All, Words(example)[1..]).ShouldBe(new Run(0, "", ""));
        }
    }

    [Fact]
    public void Simulate_takes_what_the_contract_says()
    {
        Run.Of(All, ["simulate", "m.yaml", "--level", "meso", "--duration", "500 ms", "--stimulus", "kind: constant", "--seed", "1", "--out", "d"]).Code.ShouldBe(0);
        Run.Of(All, ["simulate", "m.yaml", "--level", "micro", "--duration", "10", "--out", "d"]).Code.ShouldBe(0);
        Run.Of(All, ["simulate", "m.yaml", "--stimulus", "s.csv", "--out", "d", "--inner-step", "0.1 ms", "--min-interval", "t_ref+dt", "--start", "fired"]).Code.ShouldBe(0);
        _requests.ShouldBe(
        [
            new SimulateRequest { Model = "m.yaml", Microscopic = false, Duration = 0.5, Stimulus = "kind: constant", Out = "d" },
            new SimulateRequest { Model = "m.yaml", Microscopic = true, Duration = 10, Out = "d" },
            new SimulateRequest
            {
                Model = "m.yaml",
                Stimulus = "s.csv",
                Integration = new GifOptions { InnerStep = 0.0001, MinimumInterval = MinimumInterval.RefractoryPeriodAndStep, Start = InitialState.JustFired },
                Out = "d",
            },
        ]);
    }

    [Fact]
    public void Likelihood_takes_what_the_contract_says()
    {
        Run.Of(All, ["likelihood", "m", "--counts", "c", "--stimulus", "s", "--from", "200", "--gradient", "--infer", "w[E,I], tau_m,c", "--expected", "--repeat", "3", "--json"])
            .ShouldBe(new Run(0, "", ""));
        Run.Of(All, ["likelihood", "m", "--counts", "c", "--stimulus", "s"]).Code.ShouldBe(0);
        var (full, least) = ((LikelihoodRequest)_requests[0], (LikelihoodRequest)_requests[1]);
        full.Infer.ShouldBe(["w[E,I]", "tau_m", "c"]);
        full.ShouldBe(new LikelihoodRequest
        {
            Model = "m",
            Counts = "c",
            Stimulus = "s",
            From = 200,
            Gradient = true,
            Infer = full.Infer,
            Expected = true,
            Repeat = 3,
        });
        least.ShouldBe(new LikelihoodRequest
        {
            Model = "m",
            Counts = "c",
            Stimulus = "s",
            From = 0,
            Gradient = false,
            Infer = null,
            Expected = false,
            Repeat = 1,
        });
    }

    [Fact]
    public void The_other_verbs_take_what_the_contract_says()
    {
        Run.Of(All, ["fit", "s.yaml", "--out", "r"]).Code.ShouldBe(0);
        Run.Of(All, ["sweep", "s.yaml", "--out", "w"]).Code.ShouldBe(0);
        Run.Of(All, ["report", "r"]).Code.ShouldBe(0);
        Run.Of(All, ["identify", "s.yaml"]).Code.ShouldBe(0);
        Run.Of(All, ["inspect", "f"]).Code.ShouldBe(0);
        Run.Of(All, ["stats", "g"]).Code.ShouldBe(0);
        Run.Of(All, ["compare", "a", "b"]).Code.ShouldBe(0);
        Run.Of(All, ["demo"]).Code.ShouldBe(0);
        Run.Of(All, ["demo", "--out", "x"]).Code.ShouldBe(0);
        var unknown = new SizesRequest(null, null);
        _requests.ShouldBe(
            [new FitRequest("s.yaml", "r", default), new SweepRequest("s.yaml", "w"), "r", "s.yaml", "f", new StatsRequest("g", unknown), new CompareRequest("a", "b", unknown, 0.01, null, null), "runs/demo", "x"]);
    }

    [Theory]
    [InlineData("simulate m.yaml --level macro --duration 1 --out d", "--level takes micro or meso, not 'macro'; see 'spikelihood simulate --help'")]
    [InlineData("simulate m.yaml --level micro --duration 0 --out d", "--duration must be greater than 0, not 0; see 'spikelihood simulate --help'")]
    [InlineData("simulate m.yaml --level micro --duration 5mV --out d", "--duration is a time; \"5mV\" is a voltage; write for example 10 ms; see 'spikelihood simulate --help'")]
    [InlineData("simulate m.yaml --min-interval dt --out d", "--min-interval takes t_ref or t_ref+dt, not 'dt'; see 'spikelihood simulate --help'")]
    [InlineData("stats f --sizes 10,x", "--sizes takes whole numbers, 1 or more, between commas, not 'x'; see 'spikelihood stats --help'")]
    [InlineData("simulate m.yaml --level micro --duration 1", "Option '--out' is required; see 'spikelihood simulate --help'")]
    [InlineData("likelihood m --counts c --stimulus s --from -1", "--from takes a whole number, 0 or more, not '-1'; see 'spikelihood likelihood --help'")]
    [InlineData("likelihood m --counts c --stimulus s --repeat 0", "--repeat takes a whole number, 1 or more, not '0'; see 'spikelihood likelihood --help'")]
    [InlineData("likelihood m --counts c --stimulus s --infer ,", "--infer takes names between commas, as in w,tau_m; see 'spikelihood likelihood --help'")]
    [InlineData("compare a b --from -1", "--from must be 0 or more, not -1; see 'spikelihood compare --help'")]
    [InlineData("fit --out r", "STUDY is missing; see 'spikelihood fit --help'")]
    public void A_wrong_option_is_one_sentence_and_nothing_runs(string line, string sentence)
    {
        Run.Of(All, line.Split(' ')).ShouldBe(new Run(2, "", sentence + Environment.NewLine));
        _requests.ShouldBeEmpty();
    }

    // As a shell would split the line: single quotes keep their words together.
    internal static string[] Words(string line) =>
        [.. line.Split('\'').SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
