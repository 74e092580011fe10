using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spikelihood.Studies.Runs;

/// <summary>
/// A list of numbers on one line of an otherwise indented file. Each number is the shortest text that reads back as the same number;
/// those that JSON has no number for are the strings <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>.
/// </summary>
internal sealed class NumberRowConverter : JsonConverter<ImmutableArray<double>>
{
    public override ImmutableArray<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A list of numbers is needed here.");
        }

        var values = ImmutableArray.CreateBuilder<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.String => reader.GetString() switch
                {
                    "NaN" => double.NaN,
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    var other => throw new JsonException($"'{other}' is not a number."),
                },
                _ => throw new JsonException("Only numbers can stand in this list."),
            });
        }

        return values.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<double> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        foreach (var number in value.IsDefault ? [] : value)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(double.IsFinite(number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : double.IsNaN(number) ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"");
        }

        writer.WriteRawValue(text.Append(']').ToString());
    }
}
