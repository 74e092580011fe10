using System.Globalization;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Tests;

/// <summary>What came of a command line.</summary>
internal sealed record Run(int Code, string Output, string Error)
{
    /// <summary>Runs a command line of the given verbs.</summary>
    public static Run Of(IEnumerable<Verb> verbs, string[] arguments, CancellationTokenSource? stop = null)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = CommandHost.Run(Verbs.Root(verbs), arguments, output, error, ProgressDisplay.None, stop?.Token ?? CancellationToken.None);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a verb called <c>work</c> that does what it is given.</summary>
    public static Run Work(Func<Session, int> work, string[] arguments, CancellationTokenSource? stop = null) =>
        Of([new Verb("work", "Works.", ["./spikelihood work"], [], (_, session) => work(session))], ["work", .. arguments], stop);
}
