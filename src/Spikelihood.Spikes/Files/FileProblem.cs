namespace Spikelihood.Spikes.Files;

/// <summary>What the system says is wrong with a file, for use inside a sentence that already names the file.</summary>
internal static class FileProblem
{
    /// <summary>For example <c>no space left on device</c>.</summary>
    public static string Of(Exception error)
    {
        // The system's text ends with the name that was in use, which may be one that the user never saw.
        var text = error.Message.Split(" : '", 2)[0].TrimEnd('.');
        return error is UnauthorizedAccessException ? "no permission"
            : text.Contains("another process", StringComparison.Ordinal) ? "another program is using it"
            : text.Length == 0 ? "no reason given"
            : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
