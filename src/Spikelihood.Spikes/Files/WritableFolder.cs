namespace Spikelihood.Spikes.Files;

/// <summary>Folders that results are to be written to.</summary>
public static class WritableFolder
{
    /// <summary>Demands, before any work is done for it, that <paramref name="folder"/> can be made or written to. Leaves nothing behind.</summary>
    /// <exception cref="InputException">When it cannot.</exception>
    public static void Require(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new InputException("--out is empty; name a folder to write to");
        }

        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            if (File.Exists(existing))
            {
                throw new InputException(folder, null, $"{(existing == Path.GetFullPath(folder) ? "this" : existing)} is a file; name a folder to write to");
            }

            existing = Path.GetDirectoryName(existing)!;
        }

        try
        {
            Directory.Delete(Directory.CreateDirectory(Path.Combine(existing, $".{Guid.NewGuid():N}.tmp")).FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be written to: check the permissions of {existing}, or name another folder", error);
        }
    }
}
