using System.Globalization;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Reports.Theory;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Theory;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>validate</c> asks for.</summary>
internal static class ValidateJob
{
    private const string RecordName = "validate.json", ScalingName = "scaling.json", ReportName = "report.html";

    /// <summary>Simulates both levels, writes the files and prints the comparison.</summary>
    public static int Run(ValidateRequest request, Session session)
    {
        var study = StudyFile.Read(request.Study, SignalFile.Read);
        WritableFolder.Require(request.Out);
        var seed = session.Seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed;
        var (theory, scaling) = session.Progress.Run($"validating {study.Name}", bar =>
        {
            var share = study.Scaling is null ? 1 : 0.6;
            var both = new TheoryRunner(study, seed, session.WorkersOr(study.Fit.Threads))
                .Run((fraction, _) => bar.Report(share * fraction), session.Cancellation);
            var times = study.Scaling is { } wanted
                ? new ScalingRunner(study, seed).Run(wanted, (fraction, _) => bar.Report(share + (1 - share) * fraction), session.Cancellation)
                : null;
            return (both, times);
        });
        List<(string Name, Action<string> Write)> files =
        [
            (RecordName, path => RunJson.Write(theory, path)),
            (ReportName, path => TheoryReport.Write(theory, scaling, path)),
        ];
        if (scaling is not null)
        {
            files.Add((ScalingName, path => RunJson.Write(scaling, path)));
        }

        var paths = OutputFolder.Write(request.Out, files, session.Cancellation);
        if (session.Json)
        {
            session.Output.Write(scaling is null ? RunJson.Serialize(theory) : RunJson.Serialize(new { Theory = theory, Scaling = scaling }));
            return ExitCode.Done;
        }

        session.Output.Write(Statistics(theory));
        session.Output.WriteLine();
        session.Output.Write(AgreementTable.Of([theory.Check]));
        session.Output.WriteLine();
        foreach (var (name, ratio) in theory.Check.Populations.Zip(theory.OneStepRatio))
        {
            session.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one-step prediction, {name}: {ratio:0.000} of the spikes that came"));
        }

        session.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a simulated second takes {theory.MicroscopicSeconds:G3} s for the network of neurons and {theory.MesoscopicSeconds:G3} s for the population model"));
        if (scaling is not null)
        {
            session.Output.WriteLine();
            session.Output.Write(Scaling(scaling));
        }

        session.Tell($"wrote {string.Join(", ", paths)}");
        return ExitCode.Done;
    }

    private static TextTable Statistics(TheoryRecord theory)
    {
        var table = new TextTable("population", "statistic", "network", "± s.e.", "theory", "± s.e.", "ratio");
        foreach (var row in theory.Statistics)
        {
            table.Add(
                row.Population, row.Unit.Length == 0 ? row.Name : $"{row.Name}, {row.Unit}",
                Shown.Number(row.Microscopic), Shown.Number(row.MicroscopicError), Shown.Number(row.Mesoscopic), Shown.Number(row.MesoscopicError),
                (row.Mesoscopic / row.Microscopic).ToString("0.000", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static TextTable Scaling(ScalingRecord scaling)
    {
        var table = new TextTable("populations", "neurons", "network, s per s", "theory, s per s", "ratio", "network, Hz", "theory, Hz");
        foreach (var row in scaling.Rows)
        {
            table.Add(
                Shown.Whole(row.Populations), Shown.Whole(row.Neurons), Shown.Number(row.MicroscopicSeconds), Shown.Number(row.MesoscopicSeconds),
                Shown.Number(row.MicroscopicSeconds / row.MesoscopicSeconds), Shown.Number(row.MicroscopicRate), Shown.Number(row.MesoscopicRate));
        }

        return table;
    }
}
