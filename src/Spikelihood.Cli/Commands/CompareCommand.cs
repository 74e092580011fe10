using System.CommandLine;
using Spikelihood.Cli.Hosting;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>compare</c> is asked to do.</summary>
/// <param name="First">A recording, a folder of trials, or a run.</param>
/// <param name="Second">Another one; null to compare a run's data with its fitted model.</param>
/// <param name="Sizes">Where the populations' sizes come from.</param>
/// <param name="Bin">Bin of the traces, s.</param>
/// <param name="From">Where to begin, s; null for the end of a run's burn-in, or else the beginning.</param>
/// <param name="Trials">How many trials of a fitted model to simulate; null to leave it to the run's study.</param>
internal sealed record CompareRequest(string First, string? Second, SizesRequest Sizes, double Bin, double? From, int? Trials);

/// <summary><c>compare A [B]</c>.</summary>
internal static class CompareCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood compare examples/recordings/micro.counts.csv examples/recordings/meso.counts.csv --model examples/two-population.model.yaml --from 0.5",
    ];

    public static Verb Create(Func<CompareRequest, Session, int> run)
    {
        var first = new Argument<string>("A") { Description = "A recording: counts, spikes, a folder with one, a folder of trials, or a run of fit, whose data are meant." };
        var second = new Argument<string?>("B")
        {
            Description = "Another one; of a run the fitted model is meant, simulated under A's input. Without B, a run's data are compared with its fitted model.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var sizes = SizesRequest.SizesOption();
        var model = SizesRequest.ModelOption();
        var bin = WrittenOption.Duration("--bin", "The bin of the activity traces that are compared; 10 ms by default.");
        var from = WrittenOption.Moment("--from", "Where to begin, such as the end of the burn-in; the end of a run's burn-in, or the beginning, by default.");
        from.Aliases.Add("--burn-in");
        var trials = WrittenOption.Whole("--trials", "How many trials of a run's fitted model to simulate; as many as the run's report shows by default.", least: 1, otherwise: 1);
        return new Verb(
            "compare",
            "Compare recordings, trials or a fit's data and its model: correlation and RMSE, rates, deviations, spectra.",
            Examples,
            [first, second, sizes, model, bin, from, trials],
            (parsed, session) => run(
                new CompareRequest(
                    parsed.GetRequiredValue(first),
                    parsed.GetValue(second),
                    new SizesRequest(parsed.GetResult(sizes) is null ? null : parsed.GetValue(sizes), parsed.GetValue(model)),
                    parsed.GetResult(bin) is null ? RecordingComparison.PublishedBin : parsed.GetValue(bin),
                    parsed.GetResult(from) is null ? null : parsed.GetValue(from),
                    parsed.GetResult(trials) is { Implicit: false } ? parsed.GetValue(trials) : null),
                session));
    }
}
