using System.Text.Json;
using Spikelihood.Models.Networks;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>A network of <c>Data/simulators</c> in our conventions, and what a tool found for it.</summary>
internal static class ReferenceNetwork
{
    // Values are printed with five digits after the point; small ones owe much of their error to that.
    private static readonly double Rounding = 1e-5 / Math.Sqrt(12);

    /// <summary>The network in our conventions.</summary>
    /// <param name="name">The file.</param>
    /// <param name="timeStep">dt, s.</param>
    /// <param name="kernelAdvance">By how much younger than it is a spike counts for the threshold, s (docs/results/meso-simulators.md).</param>
    /// <param name="extraRefractory">By how much the shortest interval between spikes exceeds t_ref, s.</param>
    internal static GifNetwork Network(string name, double timeStep, double kernelAdvance = 0, double extraRefractory = 0)
    {
        var p = Read(name).GetProperty("parameters");
        var size = p.GetProperty("K").GetInt32();
        var tauSynapse = Table(p, "taus");
        return new GifNetwork
        {
            TimeStep = timeStep,
            Populations =
            [
                .. Enumerable.Range(0, size).Select(i => new Population
                {
                    Name = $"P{i}",
                    Size = p.GetProperty("N")[i].GetInt32(),
                    RestingPotential = p.GetProperty("mu")[i].GetDouble(),
                    MembraneTimeConstant = p.GetProperty("taum")[i].GetDouble(),
                    RefractoryPeriod = p.GetProperty("tref")[i].GetDouble() + extraRefractory,
                    Threshold = p.GetProperty("vth")[i].GetDouble(),
                    ResetPotential = p.GetProperty("vreset")[i].GetDouble(),
                    EscapeRate = p.GetProperty("c")[i].GetDouble(),
                    NoiseLevel = p.GetProperty("DeltaV")[i].GetDouble(),
                    SynapticTimeConstant = tauSynapse[0, i],
                    Adaptation =
                    [
                        .. p.GetProperty("J_theta")[i].EnumerateArray().Zip(p.GetProperty("tau_theta")[i].EnumerateArray(), (j, tau) =>
                            new AdaptationComponent(
                                j.GetDouble() * Math.Exp((kernelAdvance - extraRefractory - p.GetProperty("tref")[i].GetDouble()) / tau.GetDouble()), tau.GetDouble())),
                    ],
                }),
            ],
            Connections = new Connections(
                Table(p, "pconn"), Table(p, "J"), SquareTable.Build(size, (_, source) => p.GetProperty("delay")[source].GetDouble()), ConnectionRule.FixedInDegree),
        };
    }

    /// <summary>Mean and standard error over seeds, by statistic and population.</summary>
    internal static Dictionary<string, (double Mean, double Error)> Result(string name, string tool)
    {
        var file = Read(name);
        var result = file.GetProperty("results").GetProperty(tool);
        var bands = file.GetProperty("bands_Hz");
        var values = new Dictionary<string, (double, double)>();
        for (var i = 0; i < result.GetProperty("mean_rate_Hz").GetArrayLength(); i++)
        {
            Add($"rate {i}", r => r[i], "mean_rate_Hz");
            Add($"SD 1 ms {i}", r => r[i], "sd_1ms_Hz");
            Add($"SD 10 ms {i}", r => r[i], "sd_10ms_Hz");
            for (var band = 0; band < bands.GetArrayLength(); band++)
            {
                var which = band;
                Add($"PSD {bands[band][0]}-{bands[band][1]} Hz {i}", r => r[i][which], "psd_band_Hz");
            }
        }

        if (result.GetProperty("corr_0_1_1ms") is { ValueKind: JsonValueKind.Number } correlation)
        {
            values["correlation"] = (correlation.GetDouble(), result.GetProperty("corr_0_1_1ms_se").GetDouble());
        }

        return values;

        void Add(string label, Func<JsonElement, JsonElement> pick, string key) =>
            values[label] = (pick(result.GetProperty(key)).GetDouble(), double.Hypot(pick(result.GetProperty(key + "_se")).GetDouble(), Rounding));
    }

    private static SquareTable Table(JsonElement parameters, string key)
    {
        var rows = parameters.GetProperty(key);
        return SquareTable.Build(rows.GetArrayLength(), (target, source) => rows[target][source].GetDouble());
    }

    private static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "simulators", name + ".json")));
        return document.RootElement.Clone();
    }
}
