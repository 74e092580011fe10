using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Cli.Tests;

public class CommandHostTests
{
    [Fact]
    public void A_verb_gives_its_own_exit_code()
    {
        Run.Work(_ => 0, []).ShouldBe(new Run(0, "", ""));
        Run.Work(_ => 1, []).Code.ShouldBe(1);
    }

    [Fact]
    public void Wrong_input_is_one_sentence_and_exit_code_2() =>
        Run.Work(_ => throw new InputException("m.yaml", "line 3", "tau_m is a time"), [])
            .ShouldBe(new Run(2, "", "m.yaml, line 3: tau_m is a time" + Environment.NewLine));

    [Fact]
    public void An_unexpected_error_is_one_sentence_and_exit_code_1() =>
        Run.Work(_ => throw new InvalidOperationException("The disk\nis full."), [])
            .ShouldBe(new Run(1, "", "error: The disk is full; run again with --debug to see where" + Environment.NewLine));

    [Theory]
    [InlineData("--debug")]
    [InlineData("")]
    public void The_stack_trace_is_for_those_who_ask(string option)
    {
        var run = Run.Work(_ => throw new InvalidOperationException("The disk is full."), option.Length == 0 ? [] : [option]);
        run.Code.ShouldBe(1);
        run.Error.Contains(" at Spikelihood.Cli.Tests.", StringComparison.Ordinal).ShouldBe(option == "--debug");
    }

    [Fact]
    public void Being_stopped_gives_exit_code_130()
    {
        using var stop = new CancellationTokenSource();
        var run = Run.Work(
            session =>
            {
                stop.Cancel();
                session.Cancellation.ThrowIfCancellationRequested();
                return 0;
            },
            [],
            stop);
        run.ShouldBe(new Run(130, "", "stopped" + Environment.NewLine));
    }

    [Fact]
    public void A_cancellation_nobody_asked_for_is_a_failure() =>
        Run.Work(_ => throw new OperationCanceledException(), []).Code.ShouldBe(1);

    [Theory]
    [InlineData(new[] { "work", "--sed", "1" }, "unknown option '--sed' (did you mean '--seed'?); see 'spikelihood work --help'")]
    [InlineData(new[] { "wrok" }, "unknown command 'wrok' (did you mean 'work'?); see 'spikelihood --help'")]
    [InlineData(new[] { "analyse" }, "unknown command 'analyse'; see 'spikelihood --help'")]
    [InlineData(new[] { "work", "more" }, "unknown argument 'more'; see 'spikelihood work --help'")]
    [InlineData(new[] { "work", "--seed", "-1" }, "--seed takes a whole number, 0 or more, not '-1'; see 'spikelihood work --help'")]
    [InlineData(new[] { "work", "--seed", "1.5" }, "--seed takes a whole number, 0 or more, not '1.5'; see 'spikelihood work --help'")]
    [InlineData(new[] { "work", "--threads", "0" }, "--threads takes a whole number, 1 or more, not '0'; see 'spikelihood work --help'")]
    [InlineData(new[] { "work", "--seed" }, "Required argument missing for option: '--seed'; see 'spikelihood work --help'")]
    [InlineData(new string[0], "no command is given; see 'spikelihood --help'")]
    public void A_wrong_command_is_one_sentence_and_exit_code_2(string[] arguments, string sentence)
    {
        var run = Run.Of([new Hosting.Verb("work", "Works.", [], [], (_, _) => 0)], arguments);
        run.ShouldBe(new Run(2, "", sentence + Environment.NewLine));
    }

    [Fact]
    public void Global_options_reach_the_verb_from_either_side_of_its_name()
    {
        Hosting.Session? seen = null;
        var verb = new Hosting.Verb("work", "Works.", [], [], (_, session) =>
        {
            seen = session;
            return 0;
        });
        foreach (var arguments in new[]
        {
            new[] { "--json", "--seed", "18446744073709551615", "--threads", "3", "work" },
            ["work", "--json", "--seed", "18446744073709551615", "--threads", "3"],
        })
        {
            seen = null;
            Run.Of([verb], arguments).Code.ShouldBe(0);
            (seen!.Json, seen.Seed, seen.Workers).ShouldBe((true, ulong.MaxValue, new Workers(3)));
        }

        Run.Of([verb], ["work"]);
        (seen!.Json, seen.Seed, seen.Workers).ShouldBe((false, null, Workers.AllCores));
    }

    [Fact]
    public void Json_keeps_names_of_parameters_and_every_digit()
    {
        var run = Run.Work(
            session =>
            {
                session.WriteJson(new { LogLikelihood = 0.1 + 0.2, Best = new Dictionary<string, double> { ["w[E,I]"] = -1, ["J_theta[E]"] = double.NaN } });
                return 0;
            },
            ["--json"]);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("logLikelihood").GetDouble().ShouldBe(0.1 + 0.2);
        json.RootElement.GetProperty("best").GetProperty("w[E,I]").GetDouble().ShouldBe(-1);
    }

    [Fact]
    public void Help_works_beside_options_that_make_no_sense()
    {
        var run = Run.Work(_ => 1, ["--threads", "0", "--help"]);
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("./spikelihood work");
    }
}
