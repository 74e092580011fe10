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
        Run(StudyFile.Read(request.Study, SignalFile.Read), new RunFolder(request.Out), session);

    /// <summary>The same for a study that need not come from a file.</summary>
    public static int Run(StudyDescription study, RunFolder run, Session session)
    {
        var options = session with { Workers = study.Fit.Threads is { } threads ? new(threads) : session.Workers };
        var fit = session.Progress.Run(
            $"fitting {study.Name}",
            bar => FitJob.Run(study, run, session.Seed, options.Workers, (fraction, _) => bar.Report(fraction), session.Cancellation));
        ReportJob.Write(run);
        if (session.Json)
        {
            session.Output.WriteLine(RunJson.Serialize(fit));
            return ExitCode.Done;
        }

        FitTable.Write(fit, session.Output);
        session.Tell($"report: {run.Report}");
        return ExitCode.Done;
    }
}
