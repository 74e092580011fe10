using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>sample</c>: a study's posterior to a run folder, a table and a report.</summary>
internal static class SampleStudyJob
{
    public static int Run(SampleRequest request, Session session)
    {
        var subject = SampleSubject.Read(request.Subject);
        subject = subject with { Study = subject.Study with { Sample = request.Chosen(subject.Study.Sample) } };
        var run = new RunFolder(request.Out);
        var live = new LiveSampling();
        SampleRecord record;
        try
        {
            record = session.Progress.Live(show => SampleJob.Run(
                subject,
                run,
                session.Seed,
                session.WorkersOr(subject.Study.Fit.Threads),
                request.Unfinished,
                ReportJob.Write,
                status => show(() => live.Draw(status)),
                session.Tell,
                session.Cancellation));
        }
        catch (OperationCanceledException) when (session.Cancellation.IsCancellationRequested && File.Exists(run.Checkpoint))
        {
            session.Tell($"what is done is kept in {run.Folder}; the same command{(request.Unfinished == Unfinished.BeginAnew ? " without --fresh" : "")} goes on from here");
            throw;
        }

        if (session.Json)
        {
            session.Output.Write(RunJson.Serialize(record));
            return ExitCode.Done;
        }

        SampleTable.Write(record, session.Output);
        session.Tell($"report: {run.Report}");
        return ExitCode.Done;
    }
}
