using System.Text;

namespace Spikelihood.Studies.Runs;

/// <summary>Writes files that are either complete or not there.</summary>
public static class WholeFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes <paramref name="text"/> under a temporary name in the same folder and moves it to <paramref name="path"/>, replacing what was
    /// there. The folder is made when it is missing; after a failure nothing new is left behind.
    /// </summary>
    public static void Write(string path, string text)
    {
        var whole = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        var temporary = $"{whole}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, whole, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
