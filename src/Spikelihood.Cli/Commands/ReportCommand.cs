using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary><c>report RUN</c>.</summary>
internal static class ReportCommand
{
    public static readonly string[] Examples = [.. FitCommand.Examples, "./spikelihood report runs/two-population"];

    /// <summary>The verb; <paramref name="run"/> is given the run's folder.</summary>
    public static Verb Create(Func<string, Session, int> run)
    {
        var folder = new Argument<string>("RUN") { Description = "The folder of a finished run." };
        return new Verb(
            "report", "Write a run's report.html again.", Examples, [folder], (parsed, session) => run(parsed.GetRequiredValue(folder), session));
    }
}
