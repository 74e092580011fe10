using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files;

/// <summary>File names written in a YAML file: relative to that file's folder.</summary>
internal static class ExistingFile
{
    /// <summary>The path of the file that <paramref name="value"/> names.</summary>
    /// <param name="value">The name in the file.</param>
    /// <param name="folder">The folder of the file that names it.</param>
    /// <param name="what">What it is: <c>counts file</c>.</param>
    public static string At(YamlValue value, string folder, string what)
    {
        var name = value.Text();
        if (name.Length == 0)
        {
            throw value.Error($"the name of the {what} is empty; give it, relative to this file's folder");
        }

        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? path
            : throw value.Error($"the {what} '{name}' does not exist{(Path.IsPathRooted(name) ? "" : $" in {Path.GetFullPath(folder.Length == 0 ? "." : folder)}")}; names are relative to this file's folder");
    }
}
