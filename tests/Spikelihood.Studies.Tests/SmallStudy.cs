using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Tests;

/// <summary>A study that fits in a second: two populations, one of which adapts quickly, so that a short memory is enough.</summary>
internal static class SmallStudy
{
    /// <summary>The model; the age bins are written down, so that tests need not know how many are chosen.</summary>
    public const string Model = """
        model: mesogif
        time_step: 1 ms
        age_bins: [150, 60]
        populations:
          - {name: E, size: 200, R: 19, u_rest: 20, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 3 ms, J_theta: 0.3, tau_theta: 60 ms}
          - {name: I, size: 50, R: 11.964, u_rest: 19.5, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 6 ms}
        connections: {p: [[0.1, 0.25], [0.15, 0.3]], w: [[2.5, -5], [1.2, -5]], delay: 1 ms}
        """;

    /// <summary>Three seconds of the population model under a noisy sine.</summary>
    public const string Simulated =
        "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 3 s, seed: 5}";

    /// <summary>The study's text; anything can be replaced.</summary>
    public static string Yaml(
        string data = Simulated, string infer = "[tau_m, c, delta_u]", string fit = "starts: 4, burn_in: 0.5 s, seed: 3", string more = "report: {trials: 2}", string model = Model) =>
        $"model:\n{Indented(model)}\ndata:\n{Indented(data)}\ninfer: {infer}\nfit: {{{fit}}}\n{more}\n";

    /// <summary>The same as a description.</summary>
    public static StudyDescription Of(
        string data = Simulated, string infer = "[tau_m, c, delta_u]", string fit = "starts: 4, burn_in: 0.5 s, seed: 3", string more = "report: {trials: 2}", string model = Model) =>
        StudyFile.Parse(Yaml(data, infer, fit, more, model), "small.yaml", Spikes.Files.SignalFile.Read);

    /// <summary>A study's data.</summary>
    public static StudyData Load(this StudyDescription study, ulong seed = 1) => StudyDataLoader.Load(study, seed, Workers.One);

    private static string Indented(string text) => "  " + text.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);
}
