using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>identify</c>: what a study's data determine, before a fit or after one.</summary>
internal static class IdentifyJob
{
    public static int Run(string subject, Session session)
    {
        var record = Directory.Exists(subject) ? AfterFit(new RunFolder(subject), session) : BeforeFit(subject, session);
        if (session.Json)
        {
            session.Output.Write(RunJson.Serialize(record));
        }
        else
        {
            Print(record, session);
        }

        return ExitCode.Done;
    }

    private static IdentifiabilityRecord BeforeFit(string path, Session session)
    {
        var study = StudyFile.Read(path, SignalFile.Read);
        var workers = session.WorkersOr(study.Fit.Threads);
        var data = StudyDataLoader.Load(study, session.Seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed, workers);
        var problem = new MesoGifProblem(study, data);
        return IdentifiabilityAnalysis.Of(problem, data, problem.OwnValues(), IdentifiabilityAnalysis.OwnValues, workers, session.Cancellation);
    }

    private static IdentifiabilityRecord AfterFit(RunFolder run, Session session)
    {
        if (!File.Exists(run.Fit))
        {
            throw new InputException(run.Folder, null, "it holds no fit.json; name a study file, or run ./spikelihood fit STUDY --out RUN first.");
        }

        var fit = RunJson.Read<FitRecord>(run.Fit);
        var study = RunStudy.Read(run);
        var workers = session.WorkersOr(study.Fit.Threads);
        // What was fitted is written in the run; nothing needs to be simulated again, nor found where it was then.
        var data = StudyDataLoader.Load(FittedData.Of(study, run), StudyDataLoader.DefaultSeed, workers);
        var problem = new MesoGifProblem(study, data);
        try
        {
            return IdentifiabilityAnalysis.Of(
                problem, data, problem.Parameters.FromNames(fit.Best.Parameters), IdentifiabilityAnalysis.BestPoint, workers, session.Cancellation);
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentOutOfRangeException)
        {
            throw new InputException($"{run.Fit}: its parameters are not those of {run.Study} ({error.Message}); run the fit again.", error);
        }
    }

    private static void Print(IdentifiabilityRecord record, Session session)
    {
        foreach (var sentence in record.Sentences)
        {
            session.Output.WriteLine(sentence);
        }

        if (record.Parameters.IsEmpty)
        {
            return;
        }

        session.Output.WriteLine();
        var table = new TextTable("parameter", "value", record.Fix.IsEmpty ? "± error" : "± error, some fixed", "± error, others known", "");
        foreach (var parameter in record.Parameters)
        {
            var note = record.Fix.Contains(parameter.Name) ? "fix" : parameter.IsDetermined ? "" : "open";
            var (error, othersKnown) = (Shown.Number(parameter.StandardError), Shown.Number(parameter.StandardErrorOthersKnown));
            table.Add(parameter.Name, Shown.Number(parameter.Value), error, othersKnown, note);
        }

        session.Output.Write(table);
    }
}
