using Spikelihood.Spikes.Files;

namespace Spikelihood.Cli.Output;

/// <summary>
/// Writes a set of files that belong together: all of them or none. They are written to a hidden folder inside the one that was asked for,
/// and moved once all are whole. After a failure or Ctrl-C nothing is left, not even folders that were made for them.
/// </summary>
internal static class OutputFolder
{
    /// <summary>Writes the files.</summary>
    /// <param name="folder">Where; made when it is missing.</param>
    /// <param name="files">Names, and what writes each to the path it is given.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The files' paths.</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<(string Name, Action<string> Write)> files, CancellationToken cancellation)
    {
        var paths = files.Select(file => Path.Combine(folder, file.Name)).ToArray();
        if (Array.Find(paths, Directory.Exists) is { } occupied)
        {
            throw new InputException(occupied, null, "is a folder, but a file is to be written there; name another --out");
        }

        var made = Missing(folder);
        var hidden = Hidden(folder);
        try
        {
            Directory.CreateDirectory(hidden);
            foreach (var (name, write) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                write(Path.Combine(hidden, name));
            }

            cancellation.ThrowIfCancellationRequested();
            foreach (var ((name, _), path) in files.Zip(paths))
            {
                File.Move(Path.Combine(hidden, name), path, overwrite: true);
            }

            Directory.Delete(hidden);
            return paths;
        }
        catch
        {
            Remove(hidden, made);
            throw;
        }
    }

    private static string Hidden(string folder) => Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");

    /// <summary>The folders that have to be made, the innermost first.</summary>
    private static List<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (var next = Path.GetFullPath(folder); !Directory.Exists(next); next = Path.GetDirectoryName(next)!)
        {
            missing.Add(next);
        }

        return missing;
    }

    private static void Remove(string hidden, List<string> made)
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
