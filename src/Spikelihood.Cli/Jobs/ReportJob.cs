using System.Runtime.InteropServices;
using Spikelihood.Cli.Hosting;
using Spikelihood.Reports.Calibration;
using Spikelihood.Reports.Fits;
using Spikelihood.Reports.Posteriors;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Calibration;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;
using Spikelihood.Studies.Sampling.Files;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>report</c>: writes a run's report again from what the run's folder holds.</summary>
internal static class ReportJob
{
    public static int Run(string folder, Session session)
    {
        var run = new RunFolder(folder);
        if (!Directory.Exists(folder))
        {
            throw new InputException(folder, null, "there is no such run folder; make one with ./spikelihood fit STUDY --out RUN.");
        }

        var calibration = new CalibrationFolder(folder);
        if (!File.Exists(run.Fit) && File.Exists(calibration.Summary))
        {
            CalibrationReport.Write(RunJson.Read<CalibrationRecord>(calibration.Summary), calibration.Report);
            Print(calibration.Report, session);
            return ExitCode.Done;
        }

        if (!File.Exists(run.Fit))
        {
            throw new InputException(folder, null, "it holds no fit.json, so there is nothing to report; run ./spikelihood fit STUDY --out RUN first.");
        }

        Write(run);
        if (!File.Exists(run.Predictive) && !File.Exists(run.PosteriorPredictive))
        {
            session.Tell($"note: {run.Predictive} is not there, so the report says nothing of how the fitted model behaves; run the fit again, or sample, to have it");
        }

        Print(run.Report, session);
        return ExitCode.Done;
    }

    private static void Print(string report, Session session)
    {
        if (session.Json)
        {
            session.WriteJson(new { report });
        }
        else
        {
            session.Output.WriteLine(report);
        }
    }

    /// <summary>Writes the report of a run.</summary>
    public static void Write(RunFolder run)
    {
        var fit = RunJson.Read<FitRecord>(run.Fit);
        var isSampled = File.Exists(run.Sample);
        var simulated = isSampled && File.Exists(run.PosteriorPredictive) ? run.PosteriorPredictive : run.Predictive;
        var predictive = File.Exists(simulated) ? RunJson.Read<PredictiveRecord>(simulated) : null;
        var origin = new ReportOrigin
        {
            StudyText = File.Exists(run.Study) ? WholeText.Read(run.Study) : null,
            Versions =
            [
                (".NET", Environment.Version.ToString()),
                ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores"),
            ],
        };
        if (isSampled)
        {
            var sample = RunJson.Read<SampleRecord>(run.Sample);
            if (run.Chains().Count < sample.Chains)
            {
                throw new InputException(run.Chain(run.Chains().Count + 1), null, "there is no such file, and the report shows its draws; run sample again");
            }

            PosteriorReport.Write(sample, CmdStanFile.ReadAll(run.Chains()), RunPriors.Of(run), fit, predictive, origin, run.Report);
        }
        else
        {
            FitReport.Write(fit, predictive, origin, run.Report);
        }
    }
}
