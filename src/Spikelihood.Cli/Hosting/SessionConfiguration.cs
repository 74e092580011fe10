using System.CommandLine;

namespace Spikelihood.Cli.Hosting;

/// <summary>Carries the session to the verb that runs.</summary>
internal sealed class SessionConfiguration : InvocationConfiguration
{
    /// <summary>Opens the session; only a verb does, so that <c>--help</c> works beside options that make no sense.</summary>
    public required Func<Session> OpenSession { get; init; }
}
