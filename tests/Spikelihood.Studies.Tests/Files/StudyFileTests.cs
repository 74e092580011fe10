using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Tests.Files;

public class StudyFileTests
{
    [Fact]
    public void The_shipped_two_population_study_is_the_papers()
    {
        var study = StudyFile.Read(Example.Shipped("two-population.yaml"), Example.NoSignal);
        study.Name.ShouldBe("two-population");
        study.Model.Network.Names.ShouldBe(["E", "I"]);
        var data = study.Data.ShouldBeOfType<SimulatedData>();
        (data.Microscopic, data.Duration, data.Seed).ShouldBe((true, 30, 1UL));
        var sine = data.Stimulus!.Stimulus.ShouldBeOfType<SineStimulus>();
        sine.Amplitude.ShouldBe([0.25, 0.1]);
        study.Infer.ShouldBe(ParameterLayout.DefaultFamilies);
        study.Fit.ShouldBe(new FitOptions { Starts = 25, BurnIn = 10, Method = "map" });
        study.Tests[0].Stimulus.Stimulus.ShouldBeOfType<OrnsteinUhlenbeckStimulus>().Mean.ShouldBe([0.1, 0.05]);
    }

    [Fact]
    public void The_shipped_four_population_study_is_the_papers()
    {
        var study = StudyFile.Read(Example.Shipped("four-population.yaml"), Example.NoSignal);
        study.Model.Network.Names.ShouldBe(["L2/3e", "L2/3i", "L4e", "L4i"]);
        study.Tests[^1].Stimulus.Stimulus.ShouldBeOfType<ImpulseStimulus>().Times.Length.ShouldBe(10);
        UnseenInput.For(study.Model.Network)!.Stimulus.ShouldBeOfType<OrnsteinUhlenbeckStimulus>().Mean.ShouldBe([1, 1, 0, 1]);
    }

    [Fact]
    public void Everything_left_out_has_a_default()
    {
        using var folder = new TemporaryFolder();
        folder.Write("m.yaml", Example.Model);
        var study = StudyFile.Read(folder.Write("s.yaml", "model: m.yaml\ndata: {simulate: {level: meso, duration: 20}}"), Example.NoSignal);
        study.Data.ShouldBe(new SimulatedData(false, null, 20, null));
        study.Infer.ShouldBe(ParameterLayout.DefaultFamilies);
        study.Fit.ShouldBe(new FitOptions());
        (study.Fit.Starts, study.Fit.BurnIn, study.Fit.Method).ShouldBe((25, 10, "map"));
        study.Priors.ShouldBeEmpty();
        study.Sample.ShouldBe(new SampleOptions());
    }

    [Fact]
    public void Without_input_and_adaptation_there_is_no_unseen_input_and_no_adaptation_to_infer()
    {
        using var folder = new TemporaryFolder();
        var study = StudyFile.Read(folder.Write("s.yaml", """
            model:
              model: mesogif
              time_step: 1 ms
              populations: [{name: A, size: 10, u_rest: 20, tau_m: 10 ms, t_ref: 0, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 3 ms}]
              connections: {p: 1, w: 0, delay: 1 ms}
            data: {simulate: {level: micro, duration: 20}}
            """), Example.NoSignal);
        study.Tests.ShouldBeEmpty();
        study.Infer.ShouldBe(["w", "tau_m", "c", "delta_u", "tau_s"]);
    }

    [Fact]
    public void An_unseen_input_moves_any_membrane_as_much_as_the_papers()
    {
        var network = Example.Parsed.Network;
        var other = network with { Populations = [network.Populations[0] with { Resistance = 1e8 }, network.Populations[1] with { Resistance = 0 }] };
        var input = UnseenInput.For(other)!.Stimulus.ShouldBeOfType<OrnsteinUhlenbeckStimulus>();
        (input.Mean[0] * 1e8).ShouldBe(1.9, 1e-12);
        (input.Noise[0] * 1e8).ShouldBe(2.375, 1e-12);
        (input.Mean[1], input.Noise[1], input.Initial[1]).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Every_setting_survives_a_round_trip_to_another_folder()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        folder.Write("m.yaml", Example.Model);
        var counts = folder.Write("c.csv", "");
        var spikes = folder.Write("x.spikes.csv", "");
        var signal = folder.Write("i.csv", "");
        PopulationSeries<double> Signal(string path) => new(["E", "I"], 0.001, [[1, 2], [3, 4]]);
        const string Rest = """

            infer: [w, "tau_m[E]", "p[E, I]"]
            priors:
              w: {normal: [0, 4]}
              "w[E,I]": normal(-5, 2.5)
              tau_m: {log10_normal: [-2, 2]}
              c: {gamma: [2, 5]}
            fit: {starts: 3, burn_in: 500 ms, method: ml, seed: 18446744073709551615, threads: 2, iterations: 77}
            test: {kind: step, amplitude: 0.1, start: 1, stop: 2, seed: 4}
            report: {trials: 12}
            sample: {draws: 100, warmup: 50, chains: 4, target_acceptance: 0.9, seed: 5}
            """;
        foreach (var data in new[]
        {
            "{counts: c.csv, stimulus: i.csv}",
            "{counts: c.csv, stimulus: {kind: impulses, amplitude: [1, 0], half_width: 0.1, times: [0.5]}}",
            "{spikes: x.spikes.csv}",
            "{spikes: x.spikes.csv, stimulus: {kind: file, path: i.csv}, start: 1, stop: 20, populations: {E: [1, 2], I: [a b, \"3\"]}}",
            "{simulate: {level: micro, stimulus: {kind: ou, mean: 0.1, tau: 1, noise: 0.2, initial: 0}, duration: 1.5, seed: 9}}",
            "{simulate: {level: meso, stimulus: {kind: constant, amplitude: [0.1, 0.2], seed: 2}, duration: 1.5}}",
        })
        {
            var study = StudyFile.Read(folder.Write("first.yaml", $"model: m.yaml\ndata: {data}{Rest}"), Signal);
            var path = Path.Combine(elsewhere.Path, "study.yaml");
            StudyFile.Write(path, study);
            var again = StudyFile.Read(path, Signal);
            again.Name.ShouldBe("first");
            StudyFile.ToYaml(again).ShouldBe(StudyFile.ToYaml(study));
            ModelFile.ToYaml(again.Model).ShouldBe(ModelFile.ToYaml(study.Model));
            again.Infer.ShouldBe(["w", "tau_m[E]", "p[E,I]"]);
            again.Priors.ShouldBe([new("w", "normal", 0, 4), new("w[E,I]", "normal", -5, 2.5), new("tau_m", "log10_normal", -2, 2), new("c", "gamma", 2, 5)]);
            again.Fit.ShouldBe(new FitOptions { Starts = 3, BurnIn = 0.5, Method = "ml", Seed = ulong.MaxValue, Threads = 2, Iterations = 77 });
            again.Sample.ShouldBe(new SampleOptions { Draws = 100, Warmup = 50, Chains = 4, TargetAcceptance = 0.9, Seed = 5 });
            again.ReportTrials.ShouldBe(12);
            (again.Tests[0].Name, again.Tests[0].Duration, again.Tests[0].Stimulus.Seed).ShouldBe((study.Tests[0].Name, study.Tests[0].Duration, 4UL));
            AssertSameData(again.Data, study.Data);
        }
    }

    private static void AssertSameData(DataDescription again, DataDescription data)
    {
        again.GetType().ShouldBe(data.GetType());
        again.Stimulus?.Stimulus.GetType().ShouldBe(data.Stimulus!.Stimulus.GetType());
        again.Stimulus?.Seed.ShouldBe(data.Stimulus!.Seed);
        if ((again, data) is (SpikesData now, SpikesData before))
        {
            (now.Path, now.Start, now.Stop, now.Population).ShouldBe((before.Path, before.Start, before.Stop, before.Population));
            (now.Units?.Length).ShouldBe(before.Units?.Length);
            if (now.Units is { } units)
            {
                units[0].ShouldBe(["1", "2"]);
                units[1].ShouldBe(["a b", "3"]);
            }
        }
        else if (again is SimulatedData simulated)
        {
            (simulated with { Stimulus = null }).ShouldBe((SimulatedData)data with { Stimulus = null });
        }
    }

    [Fact]
    public void A_sweep_reads_back_as_it_is_written()
    {
        var study = SmallStudy.Of(more: "sweep: {scored: [1.25 s, 2 s], infer: {eta 1: [w, \"c[E]\"], rest: [tau_m]}, seeds: 3, time_step: [1 ms, 2 ms]}");
        var sweep = study.Sweep!;
        sweep.Scored.ShouldBe([1.25, 2]);
        sweep.Infer.Select(set => set.Label).ShouldBe(["eta 1", "rest"]);
        sweep.Infer[0].Targets.ShouldBe(["w", "c[E]"]);
        sweep.Seeds.ShouldBe([1UL, 2UL, 3UL]);
        sweep.TimeSteps.ShouldBe([0.001, 0.002]);
        sweep.Trials.ShouldBe(0);
        StudyFile.ToYaml(StudyFile.Parse(StudyFile.ToYaml(study), "small.yaml", Example.NoSignal)).ShouldBe(StudyFile.ToYaml(study));
        var least = SmallStudy.Of(more: "sweep: {scored: 1, trials: 5}");
        least.Sweep!.Infer.ShouldHaveSingleItem().Targets.ShouldBe(least.Infer);
        (least.Sweep.Seeds[0], least.Sweep.TimeSteps[0], least.Sweep.Trials).ShouldBe((5UL, 0.001, 5));
        StudyFile.ToYaml(StudyFile.Parse(StudyFile.ToYaml(least), "small.yaml", Example.NoSignal)).ShouldBe(StudyFile.ToYaml(least));
    }

    [Theory]
    [InlineData("data-requirements.yaml", 18)]
    [InlineData("coverage.yaml", 20)]
    [InlineData("time-steps.yaml", 24)]
    public void The_shipped_sweeps_have_their_cells(string name, int cells) =>
        Studies.Sweeps.SweepCell.Of(StudyFile.Read(Example.Shipped(name), Example.NoSignal).Sweep!).Length.ShouldBe(cells);
}
