using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Reports.Sweeps;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>sweep</c>: a study over its variations to a folder and tables.</summary>
internal static class SweepStudyJob
{
    public static int Run(SweepRequest request, Session session)
    {
        var study = StudyFile.Read(request.Study, SignalFile.Read);
        var folder = new SweepFolder(request.Out);
        SweepRecord sweep;
        try
        {
            sweep = session.Progress.Run(
                $"sweeping {study.Name}",
                bar => SweepJob.Run(study, folder, session.Seed, session.WorkersOr(study.Fit.Threads), bar.Report, session.Cancellation));
        }
        catch (OperationCanceledException) when (File.Exists(folder.Cells))
        {
            session.Tell($"the fits that had ended are kept in {folder.Folder}; the same command goes on with the others");
            throw;
        }

        SweepReport.Write(sweep, folder);
        session.Output.Write(session.Json ? RunJson.Serialize(sweep) : SweepTables.Markdown(sweep));
        session.Tell($"report: {folder.Report}");
        return ExitCode.Done;
    }
}
