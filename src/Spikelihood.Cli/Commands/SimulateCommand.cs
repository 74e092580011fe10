using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>simulate</c> is asked to do.</summary>
/// <param name="Model">The model file.</param>
/// <param name="Microscopic">Single neurons rather than populations.</param>
/// <param name="Duration">s.</param>
/// <param name="Stimulus">YAML or a file's name; null for no input.</param>
/// <param name="Out">The folder to write to.</param>
internal sealed record SimulateRequest(string Model, bool Microscopic, double Duration, string? Stimulus, string Out);

/// <summary><c>simulate MODEL --level micro|meso --duration 10 [--stimulus ...] --out DIR</c>.</summary>
internal static class SimulateCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood simulate examples/two-population.model.yaml --level micro --duration 10 --stimulus '{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}' --seed 1 --out runs/micro",
    ];

    public static Verb Create(Func<SimulateRequest, Session, int> run)
    {
        var model = new Argument<string>("MODEL") { Description = "A model file (YAML)." };
        var level = WrittenOption.Choice("--level", "micro: every neuron; meso: the populations' activity.", "micro", "meso");
        level.Required = true;
        var duration = WrittenOption.Duration("--duration", "How long to simulate, in s or with a unit.");
        duration.Required = true;
        var stimulus = new Option<string?>("--stimulus")
        {
            Description = "The input: YAML as in a study, or a .yaml or stimulus.csv file; none by default.",
            HelpName = "STIMULUS",
        };
        var folder = new Option<string>("--out") { Description = "The folder to write to.", HelpName = "DIR", Required = true };
        return new Verb(
            "simulate",
            "Simulate a model: writes counts.csv, stimulus.csv, figure.svg and, at level micro, spikes.csv.",
            Examples,
            [model, level, duration, stimulus, folder],
            (parsed, session) => run(
                new SimulateRequest(
                    parsed.GetRequiredValue(model),
                    parsed.GetRequiredValue(level) == "micro",
                    parsed.GetRequiredValue(duration),
                    parsed.GetValue(stimulus),
                    parsed.GetRequiredValue(folder)),
                session));
    }
}
