using System.CommandLine;
using System.Runtime.InteropServices;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Cli.Hosting;

/// <summary>Runs the command line: parses, calls the verb, and turns every outcome into an exit code and at most one sentence.</summary>
internal static class CommandHost
{
    private const string DebugVariable = "SPIKELIHOOD_DEBUG";

    /// <summary>Runs the program as a person started it: Ctrl-C cancels, a second one ends it at once.</summary>
    public static int Run(RootCommand root, IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return Run(root, arguments, output, error, ProgressDisplay.OnStandardError(), stop.Token);
    }

    /// <summary>Runs one command with everything around it given.</summary>
    public static int Run(
        RootCommand root, IReadOnlyList<string> arguments, TextWriter output, TextWriter error, ProgressDisplay progress, CancellationToken cancellation)
    {
        var parsed = root.Parse(arguments);
        if (ParseErrors.Matter(parsed))
        {
            error.WriteLine(ParseErrors.Sentence(parsed));
            return ExitCode.WrongInput;
        }

        try
        {
            var configuration = new SessionConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                OpenSession = () => new Session(
                    output,
                    error,
                    parsed.GetValue(GlobalOptions.Json),
                    parsed.GetValue(GlobalOptions.Seed),
                    parsed.GetValue(GlobalOptions.Threads),
                    progress,
                    cancellation),
            };
            return parsed.Invoke(configuration);
        }
        catch (InputException wrong)
        {
            error.WriteLine(wrong.Message);
            return ExitCode.WrongInput;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("stopped");
            return ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            // The last line of defence: whatever went wrong, a person gets one sentence.
            error.WriteLine(Debugging(parsed) ? unexpected.ToString() : Sentence(unexpected));
            return ExitCode.Failed;
        }
    }

    private static bool Debugging(ParseResult parsed) =>
        parsed.GetValue(GlobalOptions.Debug) || Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 } and not "0";

    private static string Sentence(Exception unexpected)
    {
        var what = unexpected.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        if (unexpected is IOException && !what.Contains('\'', StringComparison.Ordinal))
        {
            // Files are named by whoever reads and writes them; what has no name is where the results are printed.
            return $"standard output: could not be written ({char.ToLowerInvariant(what[0])}{what[1..]})";
        }

        return $"error: {(what.Length == 0 ? unexpected.GetType().Name : what)}; run again with --debug to see where";
    }
}
