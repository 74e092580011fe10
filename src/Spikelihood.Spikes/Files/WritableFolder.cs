namespace Spikelihood.Spikes.Files;

/// <summary>Finds out, before long work begins, whether its results can be written.</summary>
public static class WritableFolder
{
    /// <summary>Demands that <paramref name="folder"/> is there or can be made, and can be written to. Nothing is left of the trial.</summary>
    /// <exception cref="InputException">When it cannot.</exception>
    public static void Require(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new InputException("--out is empty; name a folder to write to");
        }

        var whole = Path.GetFullPath(folder);
        var existing = whole;
        var missing = new List<string>(); // the innermost first
        while (!Directory.Exists(existing))
        {
            if (File.Exists(existing))
            {
                throw new InputException(folder, null, $"{(existing == whole ? "this" : existing)} is a file; name a folder to write to");
            }

            missing.Add(existing);
            existing = Path.GetDirectoryName(existing)!;
        }

        try
        {
            // Trying is the only way to know: names can be too long, file systems read-only, permissions anything.
            missing.Add(Path.Combine(whole, $".{Guid.NewGuid():N}.tmp"));
            Directory.CreateDirectory(missing[^1]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(
                error switch
                {
                    PathTooLongException => $"{folder}: cannot be written to: the name is too long; name another folder",
                    UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException or NotSupportedException =>
                        $"{folder}: cannot be written to: check the permissions of {existing}, or name another folder",
                    _ => $"{folder}: cannot be written to ({FileProblem.Of(error)}); name another folder",
                },
                error);
        }
        finally
        {
            RemoveEmpty([missing[^1], .. missing[..^1]]);
        }
    }

    /// <summary>Makes a folder, and those that it lies in.</summary>
    /// <returns>The folders that were not there before, the innermost first.</returns>
    /// <exception cref="InputException">When it cannot be made.</exception>
    public static IReadOnlyList<string> Make(string folder)
    {
        var missing = new List<string>();
        for (var next = Path.GetFullPath(folder); !Directory.Exists(next); next = Path.GetDirectoryName(next)!)
        {
            missing.Add(next);
        }

        try
        {
            Directory.CreateDirectory(folder);
            return missing;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RemoveEmpty(missing);
            throw new InputException($"{folder}: cannot be made ({FileProblem.Of(error)}); name another folder", error);
        }
    }

    /// <summary>Removes those folders that are empty; someone else may have put a file into one meanwhile.</summary>
    /// <param name="folders">The folders, the innermost first.</param>
    public static void RemoveEmpty(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        foreach (var folder in folders.Where(Directory.Exists))
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }
}
