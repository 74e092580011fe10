using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>likelihood</c> is asked to do.</summary>
internal sealed record LikelihoodRequest
{
    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>The counts' file.</summary>
    public required string Counts { get; init; }

    /// <summary>The input: a file's name or YAML.</summary>
    public required string Stimulus { get; init; }

    /// <summary>The first step that is scored.</summary>
    public required int From { get; init; }

    /// <summary>Whether derivatives are wanted.</summary>
    public required bool Gradient { get; init; }

    /// <summary>The families to differentiate by; null for every free parameter.</summary>
    public required IReadOnlyList<string>? Infer { get; init; }

    /// <summary>Whether expected counts are wanted.</summary>
    public required bool Expected { get; init; }

    /// <summary>How often to evaluate, for timing.</summary>
    public required int Repeat { get; init; }
}

/// <summary><c>likelihood MODEL --counts F --stimulus F [--from STEP] [--gradient] [--infer a,b,c] [--expected] [--repeat N]</c>.</summary>
internal static class LikelihoodCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood likelihood examples/two-population.model.yaml --counts examples/recordings/micro.counts.csv --stimulus examples/recordings/stimulus.csv --from 500 --gradient",
    ];

    public static Verb Create(Func<LikelihoodRequest, Session, int> run)
    {
        var model = new Argument<string>("MODEL") { Description = "A model file (YAML)." };
        var counts = new Option<string>("--counts") { Description = "Spike counts (counts.csv).", HelpName = "FILE", Required = true };
        var stimulus = new Option<string>("--stimulus")
        {
            Description = "The input under which they arose: stimulus.csv, or YAML as in a study; {kind: constant, amplitude: 0} when there was none.",
            HelpName = "FILE",
            Required = true,
        };
        var from = WrittenOption.Whole("--from", "The first step that is scored; earlier ones drive the model.", least: 0, otherwise: 0);
        from.HelpName = "STEP";
        var gradient = new Option<bool>("--gradient") { Description = "Also the derivatives, in the parameters' natural units." };
        var infer = WrittenOption.Names("--infer", "The families or parameters to differentiate by, between commas, as in w,tau_m[E]; w, tau_m, c, delta_u, tau_s, J_theta and tau_theta by default.");
        var expected = new Option<bool>("--expected") { Description = "Also the expected counts of every step." };
        var repeat = WrittenOption.Whole("--repeat", "Evaluate so often, after warming up, and give the fastest and the median time.", least: 1, otherwise: 1);
        return new Verb(
            "likelihood",
            "The exact log-likelihood of counts under a model.",
            Examples,
            [model, counts, stimulus, from, gradient, infer, expected, repeat],
            (parsed, session) => run(
                new LikelihoodRequest
                {
                    Model = parsed.GetRequiredValue(model),
                    Counts = parsed.GetRequiredValue(counts),
                    Stimulus = parsed.GetRequiredValue(stimulus),
                    From = parsed.GetValue(from),
                    Gradient = parsed.GetValue(gradient),
                    // The library gives an empty list for an option that was not typed.
                    Infer = parsed.GetResult(infer) is null ? null : parsed.GetValue(infer),
                    Expected = parsed.GetValue(expected),
                    Repeat = parsed.GetValue(repeat),
                },
                session));
    }
}
