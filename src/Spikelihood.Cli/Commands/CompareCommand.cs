using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>compare</c> is asked to do.</summary>
/// <param name="First">A recording.</param>
/// <param name="Second">Another one.</param>
internal sealed record CompareRequest(string First, string Second);

/// <summary><c>compare A B</c>.</summary>
internal static class CompareCommand
{
    public static readonly string[] Examples =
    [
        .. SimulateCommand.Examples,
        .. SimulateCommand.Examples.Select(example => example
            .Replace("--level micro", "--level meso", StringComparison.Ordinal).Replace("runs/micro", "runs/meso", StringComparison.Ordinal)),
        "./spikelihood compare runs/micro/counts.csv runs/meso/counts.csv",
    ];

    public static Verb Create(Func<CompareRequest, Session, int> run)
    {
        var first = new Argument<string>("A") { Description = "A recording: counts or spikes." };
        var second = new Argument<string>("B") { Description = "Another one." };
        return new Verb(
            "compare",
            "Compare two recordings.",
            Examples,
            [first, second],
            (parsed, session) => run(new CompareRequest(parsed.GetRequiredValue(first), parsed.GetRequiredValue(second)), session));
    }
}
