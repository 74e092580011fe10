namespace Spikelihood.Spikes.Files;

/// <summary>
/// A file, key or argument that a person can mend. The message is one plain sentence naming the place and the mend; the command line
/// prints it after the file's name and ends with exit code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>What is wrong, without a file to point at.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>What is wrong at a place in a file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="place">Where in it: <c>line 3</c>, a key such as <c>populations[0].tau_m</c>, or null for the whole file.</param>
    /// <param name="message">What is wrong there and how to mend it.</param>
    public InputException(string file, string? place, string message)
        : base(place is null ? $"{file}: {message}" : $"{file}, {place}: {message}")
    {
    }

    /// <summary>What is wrong, with the error that revealed it.</summary>
    public InputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
