using System.Collections.Immutable;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Tests.Fixtures;

/// <summary>Made-up activity with the look of the real one.</summary>
internal static class SyntheticPrediction
{
    public static PredictiveRecord For(params string[] populations) => new(
        [Check("Training input", populations, 2000, 1, isSine: true, hasTruth: true), Check("Unseen input", populations, 900, 50, isSine: false, hasTruth: true)],
        ["Mean rates agree within 2 % in all populations.", "The 2 Hz modulation is reproduced."], Misfit: false)
    {
        Residuals = [.. populations.Select((name, i) => Residual(name, i))],
    };

    /// <summary>Population bursts that the model does not have.</summary>
    public static PredictiveRecord Bursts(string population)
    {
        var check = Check("Training input", [population], 30_000, 1, isSine: true, hasTruth: false);
        var data = new double[30_000];
        var rng = new Rng(9, StreamPurpose.Test, 1);
        for (var burst = 400; burst < data.Length; burst += 1500 + (int)(600 * rng.NextNormal()) % 900)
        {
            for (var i = burst; i < Math.Min(data.Length, burst + 300); i++)
            {
                data[i] += 40 * (i - burst) / 60.0 * Math.Exp(1 - (i - burst) / 60.0);
            }
        }

        for (var i = 0; i < data.Length; i++)
        {
            data[i] = Math.Max(0, data[i] + 0.4 + 0.2 * rng.NextNormal());
        }

        return new PredictiveRecord(
            [check with { Stimulus = [], Traces = [check.Traces[0] with { Mean = [[.. data]] }, check.Traces[^1]] }],
            ["The data have 19 bursts above 20 Hz in 300 s; the fitted model has none.", "The mean rate agrees (3.1 Hz against 3.0 Hz).",
             "The variance of the activity is 14 times that of the model."],
            Misfit: true);
    }

    private static ResidualRecord Residual(string population, int index)
    {
        var difference = index == 0 ? 0.004 : -0.08;
        return new()
        {
            Population = population,
            Steps = 9000,
            Ks = Math.Abs(difference),
            KsP = index == 0 ? 0.998 : 1e-40,
            LjungBox = 18,
            LjungBoxP = 0.59,
            Autocorrelation = [0.012, -0.02],
            Ratio = index == 0 ? 1.002 : 0.82,
            RatioError = 0.004,
            RatioP = 0.6,
            Dispersion = 1.01,
            Memory = 0.01,
            Misfit = index > 0,
            Distribution = [.. Enumerable.Range(1, 99).Select(i => 0.01 * i + difference * Math.Sin(Math.PI * 0.01 * i))],
        };
    }

    private static PredictiveCheck Check(string title, string[] populations, int bins, int dataTrials, bool isSine, bool hasTruth)
    {
        var rng = new Rng(7, StreamPurpose.Test, (ulong)bins);
        var drive = new double[bins];
        for (var i = 1; i < bins; i++)
        {
            drive[i] = isSine
                ? Math.Sin(2 * Math.PI * 2 * i * 0.01) * (1 + 0.3 * rng.NextNormal())
                : drive[i - 1] * 0.98 + 0.2 * rng.NextNormal();
        }

        var mean = populations.Select((_, p) => drive.Select(x => (4 + 3 * p) * Math.Exp(0.5 * x)).ToArray()).ToArray();
        ActivityTraces Traces(string label, int trials, double bias)
        {
            var local = new Rng(8, StreamPurpose.Test, (ulong)(trials + label.Length));
            double Noise(double rate) => local.NextNormal() * 0.35 * Math.Sqrt(rate / trials);
            return new ActivityTraces(
                label, trials,
                [.. mean.Select(row => row.Select(rate => Math.Max(0, (1 + bias) * rate + 2.2 * Noise(rate))).ToImmutableArray())],
                trials == 1 ? [] : [.. mean.Select(row => row.Select(rate => 0.77 * Math.Sqrt(rate)).ToImmutableArray())]);
        }

        ImmutableArray<ActivityTraces> traces = hasTruth
            ? [Traces("Data", dataTrials, 0), Traces("True model", 100, 0), Traces("Fitted model", 100, 0.04)]
            : [Traces("Data", dataTrials, 0), Traces("Fitted model", 100, 0.04)];
        return new PredictiveCheck
        {
            Title = title,
            Start = 10,
            BinWidth = 0.01,
            Populations = [.. populations],
            Stimulus = [.. populations.Select((_, p) => drive.Select(x => x * (p % 2 == 0 ? 0.25 : 0.1)).ToImmutableArray())],
            Traces = traces,
            Agreement = [.. traces.Skip(1).Select(trace => Agreement(trace.Label) with { PerPopulation = [.. populations.Select(Agreement)] })],
            Spectra = [.. populations.Select((name, i) => Spectrum(name, i, [.. traces.Select(trace => trace.Label)]))],
        };
    }

    private static AgreementRow Agreement(string label) => new(label, 0.842, 0.012, 3.42, 0.07, 0.951, 0.004, 1.21, 0.05);

    private static SpectrumPanel Spectrum(string population, int index, string[] labels)
    {
        var rng = new Rng(4, StreamPurpose.Test, (ulong)index);
        var frequencies = Enumerable.Range(1, 1000).Select(i => 0.5 * i).ToImmutableArray();
        var curves = ImmutableArray.CreateBuilder<SpectrumCurve>();
        foreach (var label in labels)
        {
            var density = new double[frequencies.Length];
            for (var i = 0; i < density.Length; i++)
            {
                var f = frequencies[i];
                density[i] = (0.02 + 0.3 / (1 + Math.Pow((f - 25 - 10 * index) / 8, 2)) + 0.2 / (1 + f * f / 9))
                    * Math.Exp(0.15 * rng.NextNormal() + (label == "Fitted model" ? 0.1 : 0));
            }

            curves.Add(new SpectrumCurve(label, [.. density]));
        }

        return new SpectrumPanel(population, frequencies, curves.ToImmutable());
    }
}
