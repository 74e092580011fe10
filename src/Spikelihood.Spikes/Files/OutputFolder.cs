namespace Spikelihood.Spikes.Files;

/// <summary>
/// Writes a set of files that belong together: all of them or none. They are written to a hidden folder inside the one that was asked for,
/// and moved once all are whole. After a failure or Ctrl-C nothing is left, not even folders that were made for them.
/// </summary>
public static class OutputFolder
{
    /// <summary>Writes the files.</summary>
    /// <param name="folder">Where; made when it is missing.</param>
    /// <param name="files">Names, and what writes each to the path it is given.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <param name="outdated">Files that do not belong to the new ones, removed just before those appear.</param>
    /// <returns>The files' paths.</returns>
    /// <exception cref="InputException">When they cannot be written.</exception>
    public static IReadOnlyList<string> Write(
        string folder, IReadOnlyList<(string Name, Action<string> Write)> files, CancellationToken cancellation, params IEnumerable<string> outdated)
    {
        var paths = files.Select(file => Path.Combine(folder, file.Name)).ToArray();
        if (Array.Find(paths, Directory.Exists) is { } occupied)
        {
            throw new InputException(occupied, null, "is a folder, but a file is to be written there; name another --out");
        }

        var made = WritableFolder.Make(folder);
        var hidden = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(hidden);
            foreach (var (name, write) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                write(Path.Combine(hidden, name));
            }

            cancellation.ThrowIfCancellationRequested();
            foreach (var old in outdated)
            {
                File.Delete(old);
            }

            foreach (var ((name, _), path) in files.Zip(paths))
            {
                File.Move(Path.Combine(hidden, name), path, overwrite: true);
            }

            Directory.Delete(hidden);
            return paths;
        }
        catch (Exception error)
        {
            Remove(hidden, made);
            throw error switch
            {
                // Nobody asked for the hidden name.
                InputException wrong => new InputException(wrong.Message.Replace(hidden, folder, StringComparison.Ordinal), wrong),
                IOException or UnauthorizedAccessException => new InputException(
                    $"{folder}: the files cannot be written there ({FileProblem.Of(error)}); mend that or name another --out", error),
                _ => error,
            };
        }
    }

    private static void Remove(string hidden, IReadOnlyList<string> made)
    {
        try
        {
            if (Directory.Exists(hidden))
            {
                Directory.Delete(hidden, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What stopped the writing is the one worth reporting.
        }

        WritableFolder.RemoveEmpty(made);
    }
}
