using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Inference.Calibration;
using Spikelihood.Reports.Calibration;
using Spikelihood.Reports.Charts;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Calibration;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>calibrate</c>: a study to a folder, a table and a report.</summary>
internal static class CalibrateJob
{
    public static int Run(CalibrateRequest request, Session session)
    {
        var study = StudyFile.Read(request.Study, SignalFile.Read);
        var folder = new CalibrationFolder(request.Out);
        CalibrationRecord record;
        try
        {
            record = session.Progress.Run(
                $"calibrating {study.Name}",
                bar => CalibrationJob.Run(
                    study,
                    folder,
                    request.DataSets,
                    session.Seed,
                    session.WorkersOr(study.Fit.Threads),
                    ChainsSampler.Sample,
                    request.Unfinished,
                    bar.Report,
                    session.Cancellation));
        }
        catch (OperationCanceledException) when (File.Exists(folder.DataSets))
        {
            session.Tell(
                $"the data sets that had ended are kept in {folder.Folder}; the same command{(request.Unfinished == Unfinished.BeginAnew ? " without --fresh" : "")} goes on with the others");
            throw;
        }

        CalibrationReport.Write(record, folder.Report);
        if (session.Json)
        {
            session.Output.Write(RunJson.Serialize(record));
            return ExitCode.Done;
        }

        session.Output.Write(Table(record));
        session.Output.WriteLine();
        session.Output.WriteLine(record.Verdict);
        foreach (var note in record.Notes)
        {
            session.Tell($"note: {note}");
        }

        session.Tell($"report: {folder.Report}");
        return ExitCode.Done;
    }

    /// <summary>Coverages without their intervals, so that it fits a terminal; the page has everything.</summary>
    private static TextTable Table(CalibrationRecord record)
    {
        var quantities = record.Parameters.Concat(record.Joint).ToArray();
        var table = new TextTable([
            "quantity", "verdict", "p", "adjusted p", .. quantities[0].Value.Coverage.Select(coverage => $"in {NumberText.Percent(coverage.Level)}")]);
        foreach (var (name, quantity) in quantities)
        {
            table.Add([
                name, quantity.Verdict.InWords(), NumberText.Fixed(quantity.PValue, 3), NumberText.Fixed(quantity.AdjustedPValue, 3),
                .. quantity.Coverage.Select(coverage => NumberText.Percent(coverage.Share))]);
        }

        return table;
    }
}
