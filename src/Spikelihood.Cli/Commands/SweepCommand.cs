using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>sweep</c> is asked to do.</summary>
/// <param name="Study">The study file.</param>
/// <param name="Out">The sweep's folder.</param>
internal sealed record SweepRequest(string Study, string Out);

/// <summary><c>sweep STUDY --out DIR</c>.</summary>
internal static class SweepCommand
{
    public static readonly string[] Examples = ["./spikelihood sweep examples/coverage.yaml --out runs/coverage"];

    public static Verb Create(Func<SweepRequest, Session, int> run)
    {
        var study = new Argument<string>("STUDY") { Description = "A study file (YAML) with a sweep." };
        var folder = new Option<string>("--out") { Description = "The sweep's folder; one that was stopped goes on where it was.", HelpName = "DIR", Required = true };
        return new Verb(
            "sweep",
            "Fit a study again and again, over data sets, lengths of data, sets of parameters or time steps, and print tables of errors and coverage.",
            Examples,
            [study, folder],
            (parsed, session) => run(new SweepRequest(parsed.GetRequiredValue(study), parsed.GetRequiredValue(folder)), session));
    }
}
