using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>validate</c> is asked to do.</summary>
/// <param name="Study">The study file.</param>
/// <param name="Out">The folder to write to.</param>
internal sealed record ValidateRequest(string Study, string Out);

/// <summary><c>validate STUDY --out DIR</c>.</summary>
internal static class ValidateCommand
{
    public static readonly string[] Examples = ["./spikelihood validate examples/two-population-1000.yaml --out runs/theory"];

    public static Verb Create(Func<ValidateRequest, Session, int> run)
    {
        var study = new Argument<string>("STUDY") { Description = "A study file (YAML) whose data are simulated." };
        var folder = new Option<string>("--out") { Description = "The folder to write to.", HelpName = "DIR", Required = true };
        return new Verb(
            "validate",
            "Hold the population theory against the network of single neurons it describes: statistics, activities, spectra and run times at both levels; writes validate.json and report.html.",
            Examples,
            [study, folder],
            (parsed, session) => run(new ValidateRequest(parsed.GetRequiredValue(study), parsed.GetRequiredValue(folder)), session));
    }
}
