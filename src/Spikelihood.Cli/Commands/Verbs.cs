using System.CommandLine;
using System.CommandLine.Help;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Jobs;

namespace Spikelihood.Cli.Commands;

/// <summary>The program's verbs.</summary>
internal static class Verbs
{
    private static readonly string[] Examples = DemoCommand.Examples;

    /// <summary>The whole command line: every verb that is there, and what all of them understand.</summary>
    public static RootCommand Root() => Root(
    [
        DemoCommand.Create(DemoJob.Run),
        SimulateCommand.Create(SimulateJob.Run),
        IdentifyCommand.Create(IdentifyJob.Run),
        FitCommand.Create(FitStudyJob.Run),
        SampleCommand.Create(SampleStudyJob.Run),
        SweepCommand.Create(SweepStudyJob.Run),
        CalibrateCommand.Create(CalibrateJob.Run),
        ReportCommand.Create(ReportJob.Run),
        ValidateCommand.Create(ValidateJob.Run),
        LikelihoodCommand.Create(LikelihoodJob.Run),
        InspectCommand.Create(InspectJob.Run),
        StatsCommand.Create(StatsJob.Run),
        CompareCommand.Create(CompareJob.Run),
    ]);

    /// <summary>A command line of the given verbs.</summary>
    public static RootCommand Root(IEnumerable<Verb> verbs)
    {
        var root = new RootCommand("Give it spikes and a model; get back parameters, how sure we are of them, and how well the fitted model behaves like the data.")
        {
            GlobalOptions.Json, GlobalOptions.Seed, GlobalOptions.Threads, GlobalOptions.Debug,
        };
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(Examples);
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }
}
