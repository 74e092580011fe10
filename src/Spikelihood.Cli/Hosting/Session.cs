using System.Text.Json;
using System.Text.Json.Serialization;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Cli.Hosting;

/// <summary>What a verb needs besides its own options.</summary>
/// <param name="Output">Where results go.</param>
/// <param name="Error">Where messages go.</param>
/// <param name="Json">Whether the result is to be one JSON object.</param>
/// <param name="Seed">The seed that was asked for, if any.</param>
/// <param name="Threads">How many threads were asked for, if anyone asked.</param>
/// <param name="Progress">Shows how far long work has come.</param>
/// <param name="Cancellation">Raised by Ctrl-C: stop, keep what is finished.</param>
internal sealed record Session(
    TextWriter Output, TextWriter Error, bool Json, ulong? Seed, int? Threads, ProgressDisplay Progress, CancellationToken Cancellation)
{
    // Each thread has scratch space of its own; no machine gains from more.
    private const int MostThreads = 1024;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The threads to use.</summary>
    public Workers Workers => WorkersOr(null);

    /// <summary>The threads to use when a file wishes for a number: what was typed goes before what is written.</summary>
    public Workers WorkersOr(int? wished) => (Threads ?? wished) is { } threads ? new(Math.Min(threads, MostThreads)) : Workers.AllCores;

    /// <summary>Prints the one JSON object that <c>--json</c> promises; property names become camelCase, dictionary keys stay.</summary>
    public void WriteJson<T>(T result) => Output.WriteLine(JsonSerializer.Serialize(result, JsonOptions));

    /// <summary>Prints a message to the person; nothing that a script would read.</summary>
    public void Tell(string message) => Error.WriteLine(message);
}
