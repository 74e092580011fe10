using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>fit</c>: a study to a run folder, a table and a report.</summary>
internal static class FitStudyJob
{
    public static int Run(FitRequest request, Session session) =>
        Run(StudyFile.Read(request.Study, SignalFile.Read), new RunFolder(request.Out), request.Unfinished, session);

    /// <summary>The same for a study that need not come from a file.</summary>
    public static int Run(StudyDescription study, RunFolder run, Unfinished unfinished, Session session)
    {
        var workers = session.WorkersOr(study.Fit.Threads);
        var began = DateTime.UtcNow;
        FitRecord fit;
        try
        {
            fit = session.Progress.Run(
                $"fitting {study.Name}",
                bar => FitJob.Run(
                    study, run, session.Seed, workers, unfinished, ReportJob.Write, (fraction, _) => bar.Report(fraction), session.Tell, session.Cancellation));
        }
        catch (OperationCanceledException) when (session.Cancellation.IsCancellationRequested)
        {
            if (File.Exists(run.Fit) && File.GetLastWriteTimeUtc(run.Fit) >= began)
            {
                // The starts that had ended are in fit.json, and what can be said of them goes into the report.
                ReportJob.Write(run);
                session.Tell($"the starts that had ended are kept in {run.Folder}");
            }

            if (File.Exists(run.Checkpoint))
            {
                session.Tell($"the same command{(unfinished == Unfinished.BeginAnew ? " without --fresh" : "")} goes on from here");
            }

            throw;
        }

        if (session.Json)
        {
            session.Output.Write(RunJson.Serialize(fit));
            return ExitCode.Done;
        }

        FitTable.Write(fit, session.Output);
        session.Output.WriteLine();
        var predictive = RunJson.Read<PredictiveRecord>(run.Predictive);
        session.Output.Write(AgreementTable.Of(predictive.Checks));
        foreach (var warning in fit.Warnings)
        {
            session.Tell($"warning: {warning}");
        }

        if (predictive.Misfit)
        {
            session.Tell("warning: the fitted model does not describe these data; the report says where it fails");
        }

        session.Tell($"report: {run.Report}");
        return ExitCode.Done;
    }
}
