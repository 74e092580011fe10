using System.Text;

namespace Spikelihood.Spikes.Files;

/// <summary>
/// Writes a file whole or not at all: the content goes to a temporary name in the same folder, which is then moved into place.
/// A reader never sees half a file, and a failure leaves whatever was there before.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text in UTF-8 without a byte order mark, lines ending in <c>\n</c>.</summary>
    /// <exception cref="InputException">When the file cannot be written there.</exception>
    public static void WriteText(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, Utf8, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
            write(writer);
        });
    }

    /// <summary>Writes bytes.</summary>
    /// <exception cref="InputException">When the file cannot be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target);
        if (Directory.Exists(target) || folder is null)
        {
            throw new InputException(path, null, "is a folder; name a file to write.");
        }

        if (!Directory.Exists(folder))
        {
            throw new InputException(path, null, $"the folder {folder} does not exist; create it or name another place.");
        }

        // A device such as /dev/stdout is written to: moving a file over it would replace the device.
        var isDevice = !OperatingSystem.IsWindows() && target.StartsWith("/dev/", StringComparison.Ordinal);
        var temporary = isDevice ? null : Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary ?? target, temporary is null ? FileMode.Open : FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            if (temporary is not null)
            {
                File.Move(temporary, target, overwrite: true);
            }
        }
        catch (Exception error)
        {
            Discard(temporary);
            if (error is UnauthorizedAccessException)
            {
                throw new InputException($"{path}: could not be written: the folder or the file is read-only for you; name another place.", error);
            }

            if (error is IOException)
            {
                throw new InputException($"{path}: could not be written ({FileProblem.Of(error)}).", error);
            }

            throw;
        }
    }

    private static void Discard(string? temporary)
    {
        try
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one worth reporting.
        }
    }
}
