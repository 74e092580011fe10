using System.CommandLine;
using Spikelihood.Cli.Hosting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>calibrate</c> is asked to do.</summary>
/// <param name="Study">The study file.</param>
/// <param name="DataSets">How many data sets.</param>
/// <param name="Out">The calibration's folder.</param>
/// <param name="Unfinished">What to do with the data sets of an earlier run.</param>
internal sealed record CalibrateRequest(string Study, int DataSets, string Out, Unfinished Unfinished);

/// <summary><c>calibrate STUDY --datasets N --out RUN</c>.</summary>
internal static class CalibrateCommand
{
    public static readonly string[] Examples = ["./spikelihood calibrate examples/calibration.yaml --datasets 100 --out runs/calibration"];

    public static Verb Create(Func<CalibrateRequest, Session, int> run)
    {
        var study = new Argument<string>("STUDY") { Description = "A study file (YAML) of simulated data." };
        var dataSets = WrittenOption.Whole("--datasets", "How many data sets (100 when absent); more of them add to those that RUN has.", 1, 100);
        var folder = new Option<string>("--out")
        {
            Description = "The calibration's folder; one that was stopped goes on where it was.",
            HelpName = "RUN",
            Required = true,
        };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew: forget the data sets that RUN has." };
        return new Verb(
            "calibrate",
            "Check a study's posterior by simulation: draw true values from the prior, simulate data, sample each posterior, "
            + "and see whether the truths lie where they should.",
            Examples,
            [study, dataSets, folder, fresh],
            (parsed, session) => run(
                new CalibrateRequest(
                    parsed.GetRequiredValue(study),
                    parsed.GetValue(dataSets),
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(fresh) ? Unfinished.BeginAnew : Unfinished.GoOn),
                session));
    }
}
