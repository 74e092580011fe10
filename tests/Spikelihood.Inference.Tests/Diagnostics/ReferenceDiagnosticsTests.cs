using System.Text.Json;
using Spikelihood.Inference.Diagnostics;

namespace Spikelihood.Inference.Tests.Diagnostics;

/// <summary>Every quantity of every case of the reference file; what is missing there (null) must be not a number here.</summary>
public sealed class ReferenceDiagnosticsTests
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement Reference =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", "diagnostics.json"))).RootElement;

    private static readonly Dictionary<string, Func<double[][], double>> Quantities = new()
    {
        ["rhat_split"] = Rhat.Split,
        ["rhat_rank"] = Rhat.Rank,
        ["rhat_z_scale"] = Rhat.Bulk,
        ["rhat_folded"] = Rhat.Folded,
        ["ess_bulk"] = EffectiveSampleSize.Bulk,
        ["ess_tail"] = EffectiveSampleSize.Tail,
        ["ess_mean"] = EffectiveSampleSize.Mean,
        ["ess_median"] = EffectiveSampleSize.Median,
        ["ess_sd"] = EffectiveSampleSize.Sd,
        ["ess_q05"] = draws => EffectiveSampleSize.Quantile(draws, 0.05),
        ["ess_q95"] = draws => EffectiveSampleSize.Quantile(draws, 0.95),
        ["mcse_mean"] = MonteCarloError.Mean,
        ["mcse_sd_ess_of_squared_dev"] = MonteCarloError.Sd,
        ["mcse_median"] = draws => MonteCarloError.Quantile(draws, 0.5),
        ["mcse_q05"] = draws => MonteCarloError.Quantile(draws, 0.05),
    };

    // arviz-stats takes the effective size of the draws themselves for the error of the standard deviation; docs/diagnostics.md says why not here.
    private static readonly string[] OtherConvention = ["mcse_sd_arviz"];

    public static TheoryData<string> Cases => [.. Reference.GetProperty("cases").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_quantity_agrees_with_the_independent_program(string name) => Compare(name, "own", 13);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_quantity_agrees_with_arviz(string name) => Compare(name, "arviz", name == "one_chain_1x100" ? 10 : 14);

    [Fact]
    public void The_fraction_of_missing_information_agrees_with_arviz()
    {
        var energies = Reference.GetProperty("energy_case").GetProperty("energy").EnumerateArray().Select(Numbers).ToArray();
        var expected = Numbers(Reference.GetProperty("energy_case").GetProperty("e_bfmi_arviz"));
        expected.Length.ShouldBe(energies.Length);
        for (var chain = 0; chain < energies.Length; chain++)
        {
            EnergyExploration.Bfmi(energies[chain]).ShouldBe(expected[chain], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_summary_holds_the_same_numbers(string name)
    {
        var draws = Draws(name);
        var summary = ParameterSummary.Of(draws);
        summary.Rhat.ShouldBe(Rhat.Rank(draws));
        summary.EssBulk.ShouldBe(EffectiveSampleSize.Bulk(draws));
        summary.EssTail.ShouldBe(EffectiveSampleSize.Tail(draws));
        summary.McseMean.ShouldBe(MonteCarloError.Mean(draws));
        summary.McseSd.ShouldBe(MonteCarloError.Sd(draws));
        summary.McseQ5.ShouldBe(MonteCarloError.Quantile(draws, 0.05));
        summary.McseQ50.ShouldBe(MonteCarloError.Quantile(draws, 0.5));
        summary.McseQ95.ShouldBe(MonteCarloError.Quantile(draws, 0.95));
        (summary.Q5 <= summary.Q50 && summary.Q50 <= summary.Q95).ShouldBeTrue();
    }

    private static void Compare(string name, string source, int atLeast)
    {
        var draws = Draws(name);
        var compared = 0;
        foreach (var expected in Reference.GetProperty("cases").GetProperty(name).GetProperty("expected").GetProperty(source).EnumerateObject())
        {
            if (OtherConvention.Contains(expected.Name))
            {
                continue;
            }

            var actual = Quantities[expected.Name](draws);
            if (expected.Value.ValueKind == JsonValueKind.Null)
            {
                double.IsNaN(actual).ShouldBeTrue($"{expected.Name} is {actual}");
            }
            else
            {
                var value = expected.Value.GetDouble();
                Math.Abs(actual - value).ShouldBeLessThanOrEqualTo(Tolerance * Math.Abs(value), $"{expected.Name} is {actual}, not {value}");
            }

            compared++;
        }

        compared.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    private static double[][] Draws(string name) =>
        [.. Reference.GetProperty("cases").GetProperty(name).GetProperty("draws").EnumerateArray().Select(Numbers)];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
