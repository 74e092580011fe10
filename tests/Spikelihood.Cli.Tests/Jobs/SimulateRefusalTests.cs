using Spikelihood.Spikes.Files;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class SimulateRefusalTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private static string Model => Path.Combine(AppContext.BaseDirectory, "examples", "two-population.model.yaml");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--duration 1 --stimulus {kind:sinus}", "--stimulus, line 1, kind: unknown stimulus kind 'sinus'; the choices are constant, step, sine, ou,")]
    [InlineData("--duration 1 --stimulus {kind:constant,amplitude:[1,2,3]}", "amplitude has 3 entries for 2 populations (E, I); give one number, or one for each")]
    [InlineData("--duration 1 --stimulus {kind:constant}", "the key 'amplitude' is missing")]
    [InlineData("--duration 1 --stimulus {kind:constant", "--stimulus, line 2: this is not valid YAML")]
    [InlineData("--duration 1 --stimulus none.csv", "none.csv: there is no such stimulus file")]
    [InlineData("--duration 1 --stimulus none", "--stimulus: there is no file 'none'; name a file, or write the input itself, as in {kind: constant, amplitude: 0.1}")]
    [InlineData("--level meso", "--duration is missing; say how long to simulate, as in --duration 10 (only a recorded input has a length of its own)")]
    [InlineData("--duration 0.0005", "duration is 0.0005 s; it must be a whole number of time steps of 0.001 s, at least one.")]
    [InlineData("--duration 0.001", "--duration 0.001 is one time step of 0.001 s; simulate two or more")]
    [InlineData("--duration 1e12", "--duration: 1E+15 time steps need 1.92E+08 GB of memory")]
    [InlineData("--duration nan", "--duration must be a finite number, not nan")]
    [InlineData("--duration 1 --level meso --start fired", "--inner-step, --min-interval and --start are for single neurons; leave them out or simulate with --level micro")]
    [InlineData("--duration 1 --level micro --start stationary", "--start stationary is for populations; leave it out or simulate with --level meso")]
    [InlineData("--duration 1 --level micro --inner-step 0.3ms", "the inner step of 0.0003 s does not divide the time step of 0.001 s into whole parts; choose another inner step.")]
    [InlineData("--duration 1 --seed 1.5", "--seed takes a whole number, 0 or more, not '1.5'")]
    public void Nonsense_is_one_sentence_and_leaves_nothing(string options, string sentence)
    {
        string[] words = [.. options.Split(' ').Select(word => word.Replace(":", ": ", StringComparison.Ordinal))];
        Run.Typed(["simulate", Model, .. words, "--out", _folder["a/b"]]).Refusal().ShouldContain(sentence);
        _folder.Names().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("size: 438", "size: 0", "line 6, populations[0].size: size must be a whole number, 1 or more, not 0")]
    [InlineData("tau_m: 10 ms", "tau_m: -10 ms", "populations[0].tau_m: tau_m must be greater than 0, not -10 ms")]
    [InlineData("[0.0497,", "[1.0497,", "connections.p[0][0]: p[0][0] must be from 0 to 1, not 1.0497")]
    [InlineData("delay: 1 ms", "delay: 0.4 ms", "connections.delay: a delay of 0.0004 s is not a whole number of time steps of 0.001 s")]
    [InlineData("t_ref: 2 ms", "t_ref: 2 mV", "populations[0].t_ref: t_ref is a time; \"2 mV\" is a voltage; write for example 10 ms")]
    [InlineData("model: mesogif", "model: meso", "unknown model 'meso'; ")]
    [InlineData("tau_m: 10 ms", "tau_m: 1e6", "line 6, populations[0]: E remembers its spikes for more than 10000000 time steps; correct its t_ref, tau_m or adaptation, or give age_bins or a longer time_step")]
    [InlineData("J_theta: 1.0, tau_theta: 1 s", "J_theta: 1e12, tau_theta: 1e6", "line 6, populations[0]: E remembers its spikes for more than 10000000 time steps")]
    [InlineData("time_step: 1 ms", "time_step: 1 ms\nage_bins: 1000000000", "age_bins: age_bins must be a whole number, 10000000 at most, not 1000000000")]
    public void An_impossible_model_is_one_sentence_and_leaves_nothing(string right, string wrong, string sentence)
    {
        var model = _folder.Text("m.yaml", File.ReadAllText(Model).Replace(right, wrong, StringComparison.Ordinal));
        var refusal = Run.Typed("simulate", model, "--duration", "1", "--out", _folder["o"]).Refusal();
        refusal.ShouldStartWith(model);
        refusal.ShouldContain(sentence);
        _folder.Names().ShouldBe(["m.yaml"]);
    }

    [Fact]
    public void A_network_that_no_memory_can_hold_is_refused()
    {
        var model = _folder.Text("m.yaml", File.ReadAllText(Model).Replace("size: 438", "size: 1000000000", StringComparison.Ordinal));
        var refusal = Run.Typed("simulate", model, "--level", "micro", "--duration", "1", "--out", _folder["o"]).Refusal();
        refusal.ShouldStartWith($"{model}: 1000000109 neurons with 4.97E+16 connections need");
        _folder.Names().ShouldBe(["m.yaml"]);
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_refused_before_any_work()
    {
        var file = _folder.Text("taken", "");
        Run.Typed("simulate", Model, "--duration", "1", "--out", file).Refusal().ShouldBe($"{file}: this is a file; name a folder to write to");
        Run.Typed("simulate", Model, "--duration", "1", "--out", file + "/o").Refusal().ShouldBe($"{file}/o: {file} is a file; name a folder to write to");
        Run.Typed("simulate", Model, "--duration", "1", "--out", "").Refusal().ShouldBe("--out is empty; name a folder to write to");
        Directory.CreateDirectory(_folder["o/counts.csv"]);
        Run.Typed("simulate", Model, "--duration", "0.1", "--out", _folder["o"]).Refusal()
            .ShouldBe($"{_folder["o/counts.csv"]}: is a folder, but a file is to be written there; name another --out");
        _folder.Names().ShouldBe(["o", "taken"]);
        _folder.Names("o").ShouldBe(["counts.csv"]);
    }

    [Theory]
    [InlineData("micro")]
    [InlineData("meso")]
    public void Being_stopped_leaves_nothing(string level)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Run.Typed(["simulate", Model, "--level", level, "--duration", "5", "--out", _folder["a/b"]], stop.Token)
            .ShouldBe(new Run(130, "", "stopped" + Environment.NewLine));
        _folder.Names().ShouldBeEmpty();
    }

    [Fact]
    public void Files_appear_together_or_not_at_all()
    {
        Directory.CreateDirectory(_folder["there"]);
        foreach (var place in new[] { "there", "new/deeper" })
        {
            Should.Throw<InputException>(() => OutputFolder.Write(
                _folder[place],
                [("first.csv", path => File.WriteAllText(path, "whole")), ("second.csv", _ => throw new IOException("full"))],
                CancellationToken.None));
        }

        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => OutputFolder.Write(
            _folder["there"],
            [("first.csv", path => File.WriteAllText(path, "whole")), ("second.csv", _ => stop.Cancel())],
            stop.Token));
        _folder.Names("there").ShouldBeEmpty();
        _folder.Names().ShouldBe(["there"]);
    }
}
