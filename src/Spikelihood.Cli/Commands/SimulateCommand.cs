using System.CommandLine;
using Spikelihood.Cli.Hosting;
using Spikelihood.Models.Gif;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>simulate</c> is asked to do.</summary>
internal sealed record SimulateRequest
{
    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>Single neurons rather than populations; null to go by the model file's kind.</summary>
    public bool? Microscopic { get; init; }

    /// <summary>s; null for as long as the recorded input lasts.</summary>
    public double? Duration { get; init; }

    /// <summary>YAML or a file's name; null for no input.</summary>
    public string? Stimulus { get; init; }

    /// <summary>How many trials to simulate under the same input; null for a single simulation.</summary>
    public int? Trials { get; init; }

    /// <summary>How single neurons are integrated; null when none of its options was typed.</summary>
    public GifOptions? Integration { get; init; }

    /// <summary>Populations begin in the stationary state under the input's mean.</summary>
    public bool Stationary { get; init; }

    /// <summary>The folder to write to.</summary>
    public required string Out { get; init; }
}

/// <summary><c>simulate MODEL --level micro|meso --duration 10 [--stimulus ...] --out DIR</c>.</summary>
internal static class SimulateCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood simulate examples/two-population.model.yaml --level micro --duration 10 --stimulus '{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}' --seed 1 --out runs/micro",
        "./spikelihood simulate examples/two-population.model.yaml --trials 20 --stimulus examples/recordings/stimulus.csv --seed 1 --out runs/trials",
    ];

    public static Verb Create(Func<SimulateRequest, Session, int> run)
    {
        var model = new Argument<string>("MODEL") { Description = "A model file (YAML)." };
        var level = WrittenOption.Choice(
            "--level", "micro: every neuron; meso: the populations' activity. Without it, gif models are simulated at micro and mesogif models at meso.", "micro", "meso");
        var duration = WrittenOption.Duration("--duration", "How long to simulate, in s or with a unit; a recorded input's whole length by default.");
        var stimulus = new Option<string?>("--stimulus")
        {
            Description = "The input: YAML as in a study, or a .yaml or stimulus.csv file; none by default.",
            HelpName = "STIMULUS",
        };
        var folder = new Option<string>("--out") { Description = "The folder to write to; made when it is missing.", HelpName = "DIR", Required = true };
        var trials = WrittenOption.Whole(
            "--trials", "Simulate so many trials under the same input, on all cores: writes trial-001.counts.csv, ..., which compare reads.", least: 1, otherwise: 1);
        var innerStep = WrittenOption.Duration("--inner-step", "Level micro: the step of integration, a whole part of the model's time_step; 0.2 ms, or the whole part next below, by default.");
        var interval = WrittenOption.Choice("--min-interval", "Level micro: the shortest interval between two spikes of a neuron, dt being the inner step; t_ref by default.", "t_ref", "t_ref+dt");
        var start = WrittenOption.Choice(
            "--start", "Begin with neurons that have never fired (silent, the default) or, at level micro, all just fired; at level meso, in the stationary state.", "silent", "fired", "stationary");
        return new Verb(
            "simulate",
            "Simulate a model: writes counts.csv, stimulus.csv, figure.svg and, at level micro, spikes.csv.",
            Examples,
            [model, level, duration, stimulus, folder, trials, innerStep, interval, start],
            (parsed, session) => run(
                new SimulateRequest
                {
                    Model = parsed.GetRequiredValue(model),
                    Microscopic = parsed.GetValue(level) is { } chosen ? chosen == "micro" : null,
                    Duration = parsed.GetResult(duration) is null ? null : parsed.GetValue(duration),
                    Stimulus = parsed.GetValue(stimulus),
                    Trials = parsed.GetResult(trials) is { Implicit: false } ? parsed.GetValue(trials) : null,
                    Integration = parsed.GetResult(innerStep) is null && parsed.GetResult(interval) is null && parsed.GetValue(start) is null or "stationary"
                        ? null
                        : new GifOptions
                        {
                            InnerStep = parsed.GetResult(innerStep) is null ? null : parsed.GetValue(innerStep),
                            MinimumInterval = parsed.GetValue(interval) == "t_ref+dt" ? MinimumInterval.RefractoryPeriodAndStep : MinimumInterval.RefractoryPeriod,
                            Start = parsed.GetValue(start) == "fired" ? InitialState.JustFired : InitialState.Silent,
                        },
                    Stationary = parsed.GetValue(start) == "stationary",
                    Out = parsed.GetRequiredValue(folder),
                },
                session));
    }
}
