using System.CommandLine;
using Spikelihood.Cli.Hosting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>fit</c> is asked to do.</summary>
/// <param name="Study">The study file.</param>
/// <param name="Out">The run's folder.</param>
/// <param name="Unfinished">What to do with a run that did not end.</param>
internal sealed record FitRequest(string Study, string Out, Unfinished Unfinished);

/// <summary><c>fit STUDY --out RUN</c>.</summary>
internal static class FitCommand
{
    public static readonly string[] Examples = ["./spikelihood fit examples/two-population.yaml --out runs/two-population"];

    public static Verb Create(Func<FitRequest, Session, int> run)
    {
        var study = new Argument<string>("STUDY") { Description = "A study file (YAML)." };
        var folder = new Option<string>("--out") { Description = "The run's folder.", HelpName = "RUN", Required = true };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew: do not go on from where a fit in RUN was stopped or killed." };
        return new Verb(
            "fit",
            "Fit a study's model to its data: writes fit.json, report.html and the study as it was run, and prints the parameters.",
            Examples,
            [study, folder, fresh],
            (parsed, session) => run(
                new FitRequest(parsed.GetRequiredValue(study), parsed.GetRequiredValue(folder), parsed.GetValue(fresh) ? Unfinished.BeginAnew : Unfinished.GoOn),
                session));
    }
}
