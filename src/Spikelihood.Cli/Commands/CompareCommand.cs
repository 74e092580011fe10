using System.CommandLine;
using Spikelihood.Cli.Hosting;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>compare</c> is asked to do.</summary>
/// <param name="First">A recording or the folder that holds one.</param>
/// <param name="Second">Another one.</param>
/// <param name="Sizes">Where the populations' sizes come from.</param>
/// <param name="Bin">Bin of the traces, s.</param>
/// <param name="From">Where to begin, s.</param>
internal sealed record CompareRequest(string First, string Second, SizesRequest Sizes, double Bin, double From);

/// <summary><c>compare A B</c>.</summary>
internal static class CompareCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood compare examples/recordings/micro.counts.csv examples/recordings/meso.counts.csv --model examples/two-population.model.yaml --from 0.5",
    ];

    public static Verb Create(Func<CompareRequest, Session, int> run)
    {
        var first = new Argument<string>("A") { Description = "A recording: counts, spikes, or a folder that holds counts.csv or spikes.csv." };
        var second = new Argument<string>("B") { Description = "Another one." };
        var sizes = SizesRequest.SizesOption();
        var model = SizesRequest.ModelOption();
        var bin = WrittenOption.Duration("--bin", "The bin of the activity traces that are compared; 10 ms by default.");
        var from = WrittenOption.Duration("--from", "Where to begin, such as the end of the burn-in; the beginning by default.");
        return new Verb(
            "compare",
            "Compare two recordings: correlation and RMSE of their activity, rates, deviations and spectra.",
            Examples,
            [first, second, sizes, model, bin, from],
            (parsed, session) => run(
                new CompareRequest(
                    parsed.GetRequiredValue(first),
                    parsed.GetRequiredValue(second),
                    new SizesRequest(parsed.GetResult(sizes) is null ? null : parsed.GetValue(sizes), parsed.GetValue(model)),
                    parsed.GetResult(bin) is null ? RecordingComparison.PublishedBin : parsed.GetValue(bin),
                    parsed.GetResult(from) is null ? 0 : parsed.GetValue(from)),
                session));
    }
}
