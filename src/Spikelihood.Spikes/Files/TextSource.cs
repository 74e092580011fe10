using System.IO.Compression;
using System.Text;

namespace Spikelihood.Spikes.Files;

/// <summary>Opens a text file, plain or gzip-compressed (told by its first bytes, not by its name), and puts every failure in one sentence.</summary>
internal sealed class TextSource : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly string _path;
    private readonly StreamReader _reader;

    // Without this switch .NET takes a compressed file that was cut short for a complete one.
    static TextSource() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private TextSource(string path, StreamReader reader) => (_path, _reader) = (path, reader);

    public static TextSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException(path, null, "is a folder; name a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new InputException(path, null, "there is no such file; check the name and the folder it is relative to.");
        }

        try
        {
            Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (IsGzip(stream))
            {
                stream = new GZipStream(stream, CompressionMode.Decompress);
            }

            return new TextSource(path, new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, 1 << 16));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>Fills <paramref name="buffer"/> as far as it goes; 0 at the end.</summary>
    public int Read(Span<char> buffer)
    {
        try
        {
            var count = _reader.Read(buffer);
            return buffer[..count].Contains('\0')
                ? throw new InputException(_path, null, "holds binary data, not text; a CSV file is needed.")
                : count;
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException($"{_path}: holds bytes that are not UTF-8 text; a CSV file saved as UTF-8 is needed.", error);
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{_path}: the gzip compression is damaged or cut short; fetch or compress the file again.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(_path, error);
        }
    }

    public void Dispose() => _reader.Dispose();

    private static bool IsGzip(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        var found = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return found == 2 && magic is [0x1f, 0x8b];
    }

    private static InputException Unreadable(string path, Exception error) =>
        new($"{path}: could not be read ({FileProblem.Of(error)}).", error);
}
