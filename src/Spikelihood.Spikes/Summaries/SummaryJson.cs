using System.Text.Json;

namespace Spikelihood.Spikes.Summaries;

/// <summary>How summaries are printed as JSON: camelCase names, null for what cannot be told.</summary>
public static class SummaryJson
{
    /// <summary>The options that every summary is written with.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A summary as JSON.</summary>
    public static string Write<T>(T summary) => JsonSerializer.Serialize(summary, Options);

    /// <summary>Null for what is not a finite number: JSON has no word for it.</summary>
    internal static double? OrNull(this double value) => double.IsFinite(value) ? value : null;
}
