using System.Globalization;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Tests.Gif;
using Spikelihood.Models.Tests.Networks;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>
/// The slow comparisons behind docs/results/meso-simulators.md. Run with: dotnet run --project tests/Spikelihood.Models.Tests -c Release --
/// -explicit only -class "*MesoSimulatorStudy" -showliveoutput
/// </summary>
public class MesoSimulatorStudy(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData("EI2", 1, 5, 16)]
    [InlineData("EI2", 0.5, 5, 16)]
    [InlineData("EI2", 0.2, 5, 16)]
    [InlineData("EI2_adapt", 1, 15, 16)]
    [InlineData("EI2_adapt", 0.5, 15, 8)]
    [InlineData("uncoupled_adapt", 1, 15, 16)]
    [InlineData("uncoupled_adapt", 0.5, 15, 8)]
    [InlineData("PD8", 0.5, 2, 8)]
    public void Statistics_agree_with_the_program_of_Schwalger_et_al(string name, double milliseconds, double warmUp, int seeds) =>
        Compare(name, milliseconds, "C18meso", ReferenceNetwork.Network(name, milliseconds / 1000, kernelAdvance: milliseconds / 1000), warmUp, seeds)
            .ShouldBeLessThan(4);

    [Theory(Explicit = true)]
    [InlineData("EI2", 1, 5, 16)]
    [InlineData("EI2", 0.5, 5, 16)]
    [InlineData("EI2_adapt", 1, 15, 16)]
    [InlineData("EI2_adapt", 0.5, 15, 8)]
    [InlineData("uncoupled_adapt", 1, 15, 16)]
    [InlineData("uncoupled_adapt", 0.5, 15, 8)]
    public void Statistics_agree_with_NEST(string name, double milliseconds, double warmUp, int seeds) =>
        Compare(name, milliseconds, "NESTmeso", ReferenceNetwork.Network(name, milliseconds / 1000, extraRefractory: milliseconds / 1000), warmUp, seeds)
            .ShouldBeLessThan(4);

    [Theory(Explicit = true)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Where_the_kernel_begins_shifts_the_rates(double steps)
    {
        var network = ReferenceNetwork.Network("EI2_adapt", 0.001, kernelAdvance: steps * 0.001);
        var ours = MesoSeeds.Statistics(network, Seeds.NoInput(network), 15, 60, 16);
        Write($"spikes count {steps} steps younger: {ours["rate 0"].Mean:F4} +- {ours["rate 0"].Error:F4}, {ours["rate 1"].Mean:F4} +- {ours["rate 1"].Error:F4} Hz");
    }

    [Fact(Explicit = true)]
    public void Micro_and_meso_on_table_7()
    {
        var meso = MesoSeeds.Statistics(Table7.TwoPopulations(), Table7.Sine, 5, 25, 16);
        foreach (var rule in Enum.GetValues<ConnectionRule>())
        {
            var micro = Seeds.Statistics(Table7.TwoPopulations(rule), new GifOptions(), Table7.Sine, 5, 25, 16);
            foreach (var key in micro.Keys.Where(key => !key.StartsWith("PSD", StringComparison.Ordinal)))
            {
                Write($"| {rule} | {key} | {micro[key].Mean:F4} +- {micro[key].Error:F4} | {meso[key].Mean:F4} +- {meso[key].Error:F4} | {meso[key].Mean / micro[key].Mean:F3} |");
            }

            var ratios = OneStepRatio.Of(rule, 16, 5, 25);
            Write($"| {rule} | nbar/n | E {ratios.Average(r => r.E):F4} ({ratios.Min(r => r.E):F3} to {ratios.Max(r => r.E):F3}) | I {ratios.Average(r => r.I):F4} ({ratios.Min(r => r.I):F3} to {ratios.Max(r => r.I):F3}) |");
        }
    }

    private double Compare(string name, double milliseconds, string tool, GifNetwork network, double warmUp, int seeds)
    {
        var ours = MesoSeeds.Statistics(network, Seeds.NoInput(network), warmUp, 60, seeds);
        Write($"### {name}, {milliseconds:G3} ms, {tool}, {seeds} seeds, K = {string.Join(", ", AgeWindow.For(network))}");
        Write($"| statistic, population | ours (Hz) | s.e. | {tool} (Hz) | s.e. | difference / s.e. |");
        Write($"|---|---|---|---|---|---|");
        var worst = 0.0;
        foreach (var (key, (mean, error)) in ReferenceNetwork.Result(name, FormattableString.Invariant($"{tool}_dt{milliseconds}ms")))
        {
            var distance = (ours[key].Mean - mean) / Math.Sqrt(error * error + ours[key].Error * ours[key].Error);
            worst = Math.Max(worst, Math.Abs(distance));
            Write($"| {key} | {ours[key].Mean:G5} | {ours[key].Error:G2} | {mean:G5} | {error:G2} | {distance:F1} |");
        }

        return worst;
    }

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
