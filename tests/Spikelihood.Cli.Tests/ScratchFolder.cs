namespace Spikelihood.Cli.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("cli-test-").FullName;

    /// <summary>The path of something in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Text(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this[name];
    }

    /// <summary>The names of everything in a folder of it, hidden things and folders included.</summary>
    public string[] Names(string folder = "") => Directory.Exists(this[folder])
        ? [.. Directory.GetFileSystemEntries(this[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal)!]
        : [];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
