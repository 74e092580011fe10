using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Runs;

/// <summary>
/// The JSON of a run's records (<see cref="FitRecord"/>, <see cref="PredictiveRecord"/>): camelCase keys, parameter names kept as they are, lists of numbers on
/// one line, numbers that are not finite as the strings <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>. What is written reads back the same.
/// </summary>
public static class RunJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        // The files are read by people and scripts, never embedded in a web page as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new NumberRowConverter() },
    };

    private static readonly JsonSerializerOptions OneLine = new(Options) { WriteIndented = false };

    /// <summary>A record as one line of text, for files of many.</summary>
    public static string SerializeLine<T>(T record)
        where T : class => JsonSerializer.Serialize(record, OneLine) + "\n";

    /// <summary>A record as text.</summary>
    public static string Serialize<T>(T record)
        where T : class => JsonSerializer.Serialize(record, Options) + "\n";

    /// <summary>The record that a text holds.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file it came from, for messages.</param>
    /// <exception cref="InputException">When the text is not such a record.</exception>
    public static T Deserialize<T>(string json, string file)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The file holds no record.");
        }
        catch (JsonException error)
        {
            var line = error.LineNumber is { } number ? $"line {number + 1}" : null;
            throw new InputException(file, line, $"this is not a {Name<T>()} as this program writes it ({Reason(error)}); {Again<T>()}.");
        }
    }

    /// <summary>Writes a record; the file is whole or not there.</summary>
    public static void Write<T>(T record, string path)
        where T : class => AtomicFile.WriteText(path, writer => writer.Write(Serialize(record)));

    /// <summary>Reads a record.</summary>
    /// <exception cref="InputException">When the file is missing or is not such a record.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        if (!File.Exists(path))
        {
            throw new InputException(path, null, "there is no such file; name the folder of a finished run.");
        }

        return Deserialize<T>(WholeText.Read(path), path);
    }

    private static string Again<T>() => typeof(T) == typeof(FitRecord) || typeof(T) == typeof(PredictiveRecord)
        ? "run the fit again"
        : "give the command that wrote it again";

    private static string Name<T>() => typeof(T) == typeof(FitRecord) ? "fit record" : typeof(T) == typeof(PredictiveRecord) ? "predictive record" : "run record";

    // The library's message ends with the path and line, which we state ourselves, and names our types, which mean nothing to a user.
    private static string Reason(JsonException error)
    {
        var message = error.Message.Split(" Path: ")[0].TrimEnd('.');
        if (message.Contains("null values", StringComparison.Ordinal) && message.Split('\'') is { Length: > 1 } parts)
        {
            return $"'{parts[1]}' cannot be null";
        }

        return message.Contains("required properties", StringComparison.Ordinal)
            ? "missing keys: " + message[(message.LastIndexOf(':') + 1)..].Trim()
            : message.Contains("could not be converted", StringComparison.Ordinal) ? $"unexpected value at {error.Path}" : message;
    }
}
