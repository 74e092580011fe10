namespace Spikelihood.Cli.Hosting;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>The job is done.</summary>
    public const int Done = 0;

    /// <summary>The job failed.</summary>
    public const int Failed = 1;

    /// <summary>The command or an input is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
