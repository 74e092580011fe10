namespace Spikelihood.Spikes.Files;

/// <summary>Reads small text files.</summary>
public static class WholeText
{
    /// <summary>All that a file holds.</summary>
    /// <exception cref="InputException">When it cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: could not be read ({FileProblem.Of(error)}).", error);
        }
    }
}
