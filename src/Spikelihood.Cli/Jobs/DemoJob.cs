using Spikelihood.Cli.Hosting;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Jobs;

/// <summary>Runs <c>demo</c>: the shipped example, from anywhere, since the study travels inside the program.</summary>
internal static class DemoJob
{
    private const string Resource = "demo.yaml";

    public static int Run(string folder, Session session)
    {
        WritableFolder.Require(folder);
        session.Tell("Simulating 547 neurons for 30 s, keeping only the two populations' spike counts, and fitting 14 parameters to them; about a minute.");
        using var stream = typeof(DemoJob).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var reader = new StreamReader(stream);
        var study = StudyFile.Parse(reader.ReadToEnd(), "examples/demo.yaml", SignalFile.Read);
        var exit = FitStudyJob.Run(study, new RunFolder(folder), Unfinished.GoOnOrBeginAnew, session);
        session.Tell($"Open {Path.Combine(folder, "report.html")} in a browser. The study is examples/demo.yaml: change a copy and run ./spikelihood fit COPY --out RUN.");
        return exit;
    }
}
