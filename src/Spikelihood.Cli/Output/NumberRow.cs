using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spikelihood.Cli.Output;

/// <summary>A row of a table in a result: one line of otherwise indented JSON, null for what is not a finite number.</summary>
/// <param name="Values">The numbers.</param>
[JsonConverter(typeof(OnOneLine))]
internal sealed record NumberRow(double[] Values)
{
    private sealed class OnOneLine : JsonConverter<NumberRow>
    {
        public override NumberRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only written.");

        public override void Write(Utf8JsonWriter writer, NumberRow value, JsonSerializerOptions options) => writer.WriteRawValue(
            $"\n    [{string.Join(", ", value.Values.Select(number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "null"))}]");
    }
}
