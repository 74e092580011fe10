using System.CommandLine;
using Spikelihood.Cli.Hosting;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>sample</c> is asked to do.</summary>
/// <param name="Subject">A study file, or a run with a finished fit.</param>
/// <param name="Out">The run's folder.</param>
/// <param name="Unfinished">What to do with a run that did not end.</param>
/// <param name="Chosen">The study's options with what was typed put in.</param>
internal sealed record SampleRequest(string Subject, string Out, Unfinished Unfinished, Func<SampleOptions, SampleOptions> Chosen);

/// <summary><c>sample STUDY|RUN --out RUN</c>.</summary>
internal static class SampleCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood sample examples/two-population.yaml --out runs/two-population",
        "./spikelihood sample runs/two-population --out runs/two-population --draws 2000",
    ];

    public static Verb Create(Func<SampleRequest, Session, int> run)
    {
        var subject = new Argument<string>("STUDY|RUN")
        {
            Description = "A study file: it is fitted first. Or the folder of a finished fit: its optima are where the chains begin.",
        };
        var folder = new Option<string>("--out") { Description = "The run's folder.", HelpName = "RUN", Required = true };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew: do not go on from where a run in RUN was stopped or killed." };
        var method = WrittenOption.Choice("--method", "The study's, or nuts.", [.. SampleOptions.Methods]);
        var draws = WrittenOption.WholeBetween(
            "--draws", "Draws kept of each chain; the study's or, where it says nothing, until there are enough.", least: 1, SampleOptions.MostDraws);
        var warmup = WrittenOption.WholeBetween(
            "--warmup", $"Draws spent on adapting each chain; the study's, or {SamplingPlan.UsualWarmup}.", least: 0, SampleOptions.MostDraws);
        var chains = WrittenOption.WholeBetween(
            "--chains", $"The number of chains at each mode; the study's, or {SamplingPlan.UsualChains}.", least: 1, SampleOptions.MostChains);
        return new Verb(
            "sample",
            "Sample the posterior of a study: how sure the parameters are, and whether to trust that. "
            + "Writes sample.json, the draws (chain-N.csv, draws.npz) and report.html.",
            Examples,
            [subject, folder, fresh, method, draws, warmup, chains],
            (parsed, session) => run(
                new SampleRequest(
                    parsed.GetRequiredValue(subject),
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(fresh) ? Unfinished.BeginAnew : Unfinished.GoOn,
                    written => written with
                    {
                        Method = parsed.GetValue(method) ?? written.Method,
                        Draws = parsed.GetValue(draws) ?? written.Draws,
                        Warmup = parsed.GetValue(warmup) ?? written.Warmup,
                        Chains = parsed.GetValue(chains) ?? written.Chains,
                    }),
                session));
    }
}
