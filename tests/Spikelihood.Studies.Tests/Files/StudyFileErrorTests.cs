using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Tests.Files;

public class StudyFileErrorTests
{
    private const string Data = "model: m.yaml\ndata: {simulate: {level: meso, duration: 20}}\n";

    public static TheoryData<string, string> Mistakes => new()
    {
        { "data: {simulate: {level: meso, duration: 20}}", "line 1: the key 'model' is missing; add model: ..." },
        { "model: m.yaml", "line 1: the key 'data' is missing; add data: ..." },
        { "model: none.yaml\ndata: {spikes: x.csv}", "line 1, model: the model file 'none.yaml' does not exist in FOLDER; names are relative to this file's folder" },
        { "model: m.yaml\ndata: {spikes: none.csv}", "line 2, data.spikes: the spike file 'none.csv' does not exist in FOLDER; names are relative to this file's folder" },
        { "model: m.yaml\ndata: {counts: /none.csv, stimulus: x.csv}", "line 2, data.counts: the counts file '/none.csv' does not exist; names are relative to this file's folder" },
        { "model: m.yaml\ndata: {counts: x.csv, stimulus: none.csv}", "line 2, data.stimulus: the stimulus file 'none.csv' does not exist in FOLDER; names are relative to this file's folder" },
        { "model: m.yaml\ndata: {counts: x.csv}", "line 2, data: the key 'stimulus' is missing; name the input under which the counts arose, or write stimulus: {kind: constant, amplitude: 0} if there was none" },
        { "model: m.yaml\ndata: {stimulus: x.csv}", "line 2, data: there are no data; give one of counts: (with stimulus:), spikes: or simulate:" },
        { "model: m.yaml\ndata: {counts: x.csv, spikes: x.csv}", "line 2, data: counts and spikes are both given; keep one of them" },
        { "model: m.yaml\ndata: {counts: x.csv, start: 1}", "line 2, data.start: unknown key 'start'; the choices are counts, stimulus" },
        { "model: m.yaml\ndata: {spike: x.csv}", "line 2, data.spike: unknown key 'spike'; did you mean 'spikes'?" },
        { "model: m.yaml\ndata: {spikes: x.csv, start: 5, stop: 4}", "line 2, data.stop: stop (4 s) must come after start (5 s)" },
        { "model: m.yaml\ndata: {spikes: x.csv, population: F}", "line 2, data.population: unknown population 'F'; did you mean 'E'? the choices are E, I" },
        { "model: m.yaml\ndata: {spikes: x.csv, population: E}", "line 2, data.population: all units in one population leave the model's others without data; use populations: to say which units belong to which" },
        { "model: m.yaml\ndata: {spikes: x.csv, populations: {E: [1]}}", "line 2, data.populations: the key 'I' is missing; add I: ..." },
        { "model: m.yaml\ndata: {spikes: x.csv, populations: {E: [1], I: [1]}}", "line 2, data.populations.I[0]: unit 1 is listed twice (in E and I); keep one" },
        { "model: m.yaml\ndata: {simulate: {level: macro, duration: 20}}", "line 2, data.simulate.level: unknown level 'macro'; did you mean 'micro'? the choices are micro, meso" },
        { "model: m.yaml\ndata: {simulate: {level: micro}}", "line 2, data.simulate: the key 'duration' is missing; add duration: ..." },
        { "model: m.yaml\ndata: {simulate: {level: micro, duration: 0}}", "line 2, data.simulate.duration: duration must be greater than 0, not 0" },
        { "model: m.yaml\ndata: {simulate: {level: micro, duration: 20.0005}}", "line 2, data.simulate.duration: a duration of 20.0005 s is not a whole number of time steps of 0.001 s; change one of them" },
        { "model: m.yaml\ndata: {simulate: {level: micro, duration: 5}}", "line 2, data: the burn-in of 10 s leaves nothing of 5 s of data to fit; give longer data or a shorter fit.burn_in" },
        { "model: m.yaml\ndata: {spikes: x.csv, start: 1, stop: 5}\nfit: {burn_in: 4}", "line 3, fit.burn_in: the burn-in of 4 s leaves nothing of 4 s of data to fit; give longer data or a shorter fit.burn_in" },
        { Data + "infer: [W]", "line 3, infer[0]: unknown parameter 'W'; did you mean 'w'?" },
        { Data + "infer: [taum]", "line 3, infer[0]: unknown parameter 'taum'; did you mean 'tau_m'?" },
        { Data + "infer: [weights]", "line 3, infer[0]: unknown parameter 'weights'; the choices are w, p, R, u_rest, tau_m, u_th, u_r, c, delta_u, tau_s, J_theta, tau_theta" },
        { Data + "infer: [t_ref]", "line 3, infer[0]: t_ref is a whole number of time steps and is not inferred; infer one of w, p, R, u_rest, tau_m, u_th, u_r, c, delta_u, tau_s, J_theta, tau_theta" },
        { Data + "infer: [\"w[E]\"]", "line 3, infer[0]: 'w[E]' needs a target and a source, as in w[E,I]" },
        { Data + "infer: [\"tau_m[E,I]\"]", "line 3, infer[0]: 'tau_m[E,I]' needs one population, as in tau_m[E]" },
        { Data + "infer: [\"tau_m[X]\"]", "line 3, infer[0]: 'tau_m[X]' names the unknown population 'X'; did you mean 'E'?" },
        { Data + "infer: [\"J_theta[I]\"]", "line 3, infer[0]: population I does not adapt, so there is no 'J_theta[I]'; the model's adapting populations are E" },
        { Data + "infer: [w, w]", "line 3, infer[1]: 'w' is listed twice; keep one" },
        { Data + "infer: []", "line 3, infer: infer is empty; name what to infer, as in [w, tau_m], or leave the key out" },
        { Data + "priors: {v: {normal: [0, 4]}}", "line 3, priors.v: unknown parameter 'v'; did you mean 'w'?" },
        { Data + "priors: {w: {norml: [0, 4]}}", "line 3, priors.w: unknown distribution 'norml'; did you mean 'normal'?" },
        { Data + "priors: {w: {normal: [0]}}", "line 3, priors.w: normal takes two numbers, mean and standard deviation, not 1" },
        { Data + "priors: {w: {normal: [0, 0]}}", "line 3, priors.w: the standard deviation of normal must be greater than 0" },
        { Data + "priors: {c: {gamma: [-2, 5]}}", "line 3, priors.c: the shape of gamma must be greater than 0" },
        { Data + "priors: {c: {gamma: [2, x]}}", "line 3, priors.c.gamma[1]: \"x\" is not a number; write gamma[1] as a number, for example 0.1" },
        { Data + "priors:\n  c: gamma(2; 5)", "line 4, priors.c: \"gamma(2; 5)\" is not a prior; write for example {normal: [0, 4]} or normal(0, 4)" },
        { Data + "priors: {w: {normal: [0, 4], gamma: [1, 2]}}", "line 3, priors.w: a prior has one distribution, as in {normal: [0, 4]}" },
        { Data + "priors: {\"w[E,I]\": {normal: [0, 1]}, \"w[E, I]\": {normal: [0, 2]}}", "line 3, priors.w[E, I]: two priors are given for 'w[E,I]'; keep one" },
        { Data + "fit: {start: 3}", "line 3, fit.start: unknown key 'start'; did you mean 'starts'?" },
        { Data + "fit: {starts: 0}", "line 3, fit.starts: starts must be a whole number, 1 or more, not 0" },
        { Data + "fit: {method: sgd}", "line 3, fit.method: unknown method 'sgd'; the choices are map, ml, adam" },
        { Data + "fit: {batch: 1 s}", "line 3, fit.batch: batch belongs to method: adam, and the method is map; leave it out or write method: adam" },
        { Data + "fit: {method: adam, batches: 1 s}", "line 3, fit.batches: unknown key 'batches'; did you mean 'batch'?" },
        { Data + "fit: {method: adam, batch: 3 mV}", "line 3, fit.batch: batch is a time; \"3 mV\" is a voltage; write for example 10 ms" },
        { Data + "fit: {method: adam, learning_rate: 0}", "line 3, fit.learning_rate: learning_rate must be greater than 0, not 0" },
        { Data + "fit: {method: adam, beta_1: 1}", "line 3, fit.beta_1: beta_1 must be 0 or more and below 1, not 1" },
        { Data + "fit: {method: adam, initial: quiet}", "line 3, fit.initial: unknown initial state 'quiet'; the choices are silent, stationary" },
        { Data + "fit: {method: adam, coordinates: log}", "line 3, fit.coordinates: unknown coordinates 'log'; the choices are centred, independent" },
        { Data + "fit: {burn_in: -1 s}", "line 3, fit.burn_in: burn_in must be 0 or more, not -1 s" },
        { Data + "fit: {threads: 0}", "line 3, fit.threads: threads must be a whole number, 1 or more, not 0" },
        { Data + "fit: {seed: 1.5}", "line 3, fit.seed: seed must be a whole number, 0 or more, not 1.5" },
        { Data + "report: {trial: 3}", "line 3, report.trial: unknown key 'trial'; did you mean 'trials'?" },
        { Data + "report: {trials: 1}", "line 3, report.trials: trials must be a whole number, 2 or more, not 1" },
        { Data + "sample: {draw: 3}", "line 3, sample.draw: unknown key 'draw'; did you mean 'draws'?" },
        { Data + "sample: {target_acceptance: 1.5}", "line 3, sample.target_acceptance: target_acceptance must lie between 0 and 1, not 1.5" },
        { Data + "test: {kind: constant, amplitude: [1, 2, 3]}", "line 3, test.amplitude: amplitude has 3 entries for 2 populations (E, I); give one number, or one for each" },
        { Data + "fit: {starts: 1e9}", "line 3, fit.starts: starts must be a whole number, 100000 at most, not 1e9" },
        { Data + "report: {trials: 1e9}", "line 3, report.trials: trials must be a whole number, 10000 at most, not 1e9" },
        { Data + "priors: {\"c[E]\": {normal: [10, 1]}}", "line 3, priors.c[E]: c[E] is positive, but a normal prior allows negative values; use log10_normal or gamma" },
        { Data + "sweep: {}", "line 3, sweep: the key 'scored' is missing; add scored: ..." },
        { Data + "sweep: {score: 3}", "line 3, sweep.score: unknown key 'score'; did you mean 'scored'?" },
        { Data + "sweep: {scored: []}", "line 3, sweep.scored: scored is empty; give at least one entry" },
        { Data + "sweep: {scored: [3, 0]}", "line 3, sweep.scored[1]: scored[1] must be 0.1 s or more, not 0" },
        { Data + "sweep: {scored: [3, 3 s]}", "line 3, sweep.scored[1]: 3 s is given twice; keep one" },
        { Data + "sweep: {scored: 11}", "line 3, sweep.scored: the burn-in of 10 s and 11 s of scored data are longer than the 20 s that are simulated; give data.simulate a longer duration" },
        { Data + "sweep: {scored: 1.001, time_step: [1 ms, 2 ms]}", "line 3, sweep.scored: 1.001 s is not a whole number of time steps of 0.002 s; change one of them" },
        { Data + "sweep: {scored: 3, time_step: 0.5 ms}", "line 3, sweep.time_step: 0.0005 s is not a whole multiple of the model's time step of 0.001 s, in which the data are; give a multiple or the model a finer time_step" },
        { Data + "sweep: {scored: 3, time_step: 3 ms}", "line 3, sweep.time_step: the burn-in of 10 s is not a whole number of time steps of 0.003 s; change fit.burn_in" },
        { Data + "sweep: {scored: 3, infer: {}}", "line 3, sweep.infer: infer is empty; name sets of parameters, as in {weights: [w], all: [w, tau_m]}, or leave the key out" },
        { Data + "sweep: {scored: 3, infer: {a: [W]}}", "line 3, sweep.infer.a[0]: unknown parameter 'W'; did you mean 'w'?" },
        { Data + "sweep: {scored: 3, infer: {a: []}}", "line 3, sweep.infer.a: a is empty; name what to infer, as in [w, tau_m], or leave the key out" },
        { Data + "sweep: {scored: 3, seeds: 0}", "line 3, sweep.seeds: seeds must be a whole number, 1 or more, not 0" },
        { Data + "sweep: {scored: 3, seeds: [1, 1]}", "line 3, sweep.seeds[1]: 1 is given twice; keep one" },
        { Data + "sweep: {scored: 3, trials: 1}", "line 3, sweep.trials: trials must be a whole number, 2 or more, not 1" },
        { Data + "sweep: {scored: 3, trials: 2, time_step: 2 ms}", "line 3, sweep.trials: models of different time steps are not compared trial by trial; leave trials or time_step out" },
        { "model: m.yaml\ndata: {spikes: x.csv}\nsweep: {scored: 3, seeds: 2}", "line 3, sweep.seeds: recorded data cannot be drawn again from other seeds; leave seeds out or simulate the data" },
        { "model: m.yaml\ndata: {spikes: x.csv}\nsweep: {scored: 3, trials: 2}", "line 3, sweep.trials: recorded data have no true model to compare with; leave trials out" },
        { Data + "inferr: [w]", "line 3, inferr: unknown key 'inferr'; did you mean 'infer'?" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_file_line_key_and_mend(string text, string sentence)
    {
        using var folder = new TemporaryFolder();
        folder.Write("m.yaml", Example.Model);
        folder.Write("x.csv", "");
        var study = folder.Write("s.yaml", text);
        Should.Throw<InputException>(() => StudyFile.Read(study, path => new(["E", "I"], 0.001, [[0], [0]]))).Message
            .ShouldBe($"{study}, {sentence.Replace("FOLDER", folder.Path, StringComparison.Ordinal)}");
    }

    [Fact]
    public void A_bracketed_name_without_quotes_gets_its_own_hint()
    {
        using var folder = new TemporaryFolder();
        var study = folder.Write("s.yaml", Data + "infer: [w[E,I], c]");
        Should.Throw<InputException>(() => StudyFile.Read(study, Example.NoSignal)).Message
            .ShouldEndWith("; a name with brackets needs quotes inside a list, as in \"w[E,I]\"");
    }

    [Fact]
    public void A_mistake_in_the_model_file_names_the_model_file()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Write("m.yaml", Example.Model.Replace("c: 10\n", "c: -10\n", StringComparison.Ordinal));
        var study = folder.Write("s.yaml", Data);
        Should.Throw<InputException>(() => StudyFile.Read(study, Example.NoSignal)).Message
            .ShouldBe($"{model}, line 13, populations[0].c: c must be 0 or more, not -10");
    }
}
