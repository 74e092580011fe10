using System.Collections.Immutable;
using System.Text.Json;

namespace Spikelihood.Studies.Runs;

/// <summary>All that decides a result, part by part, so that a difference can be named.</summary>
/// <param name="Parts">What the parts are called in a sentence, and their texts.</param>
public sealed record Fingerprint(ImmutableArray<FingerprintPart> Parts)
{
    /// <summary>The first difference in words, or null when there is none: <c>another seed (1 there, 2 here)</c>.</summary>
    public string? DifferenceFrom(Fingerprint earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        foreach (var part in Parts)
        {
            var there = earlier.Parts.FirstOrDefault(other => other.Name == part.Name)?.Text ?? "";
            if (there != part.Text)
            {
                var (old, own) = FirstDifference(there.Split('\n'), part.Text.Split('\n'));
                return $"{part.Name} ({old} there, {own} here)";
            }
        }

        return null;
    }

    /// <summary>As bytes of a file.</summary>
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(Parts);

    /// <summary>The fingerprint that bytes hold; an empty one when they hold none.</summary>
    internal static Fingerprint FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new([.. JsonSerializer.Deserialize<FingerprintPart[]>(bytes) ?? []]);
        }
        catch (JsonException)
        {
            return new([]);
        }
    }

    private static (string Old, string Own) FirstDifference(string[] old, string[] own)
    {
        var line = 0;
        while (line < old.Length && line < own.Length && old[line] == own[line])
        {
            line++;
        }

        return (Shown(old, line), Shown(own, line));
    }

    private static string Shown(string[] lines, int line)
    {
        var text = line < lines.Length ? lines[line].Trim() : "";
        return text.Length == 0 ? "nothing" : text;
    }
}
