using System.Globalization;
using System.Text.Json;
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

    /// <summary>Runs a command line of the program as it is.</summary>
    public static Run Typed(params string[] arguments) => Typed(arguments, CancellationToken.None);

    /// <summary>Runs a command line of the program as it is, which is stopped.</summary>
    public static Run Typed(string[] arguments, CancellationToken stop)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = CommandHost.Run(Verbs.Root(), arguments, output, error, ProgressDisplay.None, stop);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>The one JSON object that was printed; nothing may stand beside it.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>Demands that an input was refused with one sentence on standard error and nothing else, and gives the sentence.</summary>
    public string Refusal()
    {
        Code.ShouldBe(ExitCode.WrongInput, Error);
        Output.ShouldBeEmpty();
        var sentence = Error.TrimEnd('\r', '\n');
        sentence.ShouldNotBeEmpty();
        sentence.Split('\n').Length.ShouldBe(1, sentence);
        sentence.ShouldNotContain("   at ");
        sentence.ShouldNotContain("--debug");
        return sentence;
    }

    /// <summary>Runs a verb called <c>work</c> that does what it is given.</summary>
    public static Run Work(Func<Session, int> work, string[] arguments, CancellationTokenSource? stop = null) =>
        Of([new Verb("work", "Works.", ["./spikelihood work"], [], (_, session) => work(session))], ["work", .. arguments], stop);
}
