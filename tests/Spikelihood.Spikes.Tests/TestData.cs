using System.Text.Json;

namespace Spikelihood.Spikes.Tests;

internal static class TestData
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", name);

    public static JsonElement SpikeStatistics { get; } = JsonDocument.Parse(File.ReadAllBytes(Path("spikestats.json"))).RootElement;

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    public static double[] Train(string name) => [.. SpikeStatistics.GetProperty("trains_ms").GetProperty(name).Numbers().Select(time => time / 1000)];
}
