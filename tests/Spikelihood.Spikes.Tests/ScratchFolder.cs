using System.IO.Compression;
using System.Text;

namespace Spikelihood.Spikes.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
public sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("spikes-test-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public string Text(string name, string content)
    {
        File.WriteAllText(this[name], content, new UTF8Encoding(false));
        return this[name];
    }

    public string Bytes(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public static byte[] Gzip(string content)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(content));
        }

        return memory.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
