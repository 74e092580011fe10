using System.Diagnostics;
using System.Globalization;

namespace Spikelihood.Benchmarks;

/// <summary>
/// Our times and a plain C program's, taken in turn within the same minute: what counts on a shared machine is the ratio of the best times.
/// </summary>
internal static class Ratios
{
    private const int Rounds = 5;

    /// <summary>Prints the table.</summary>
    /// <param name="baseline">The compiled <c>benchmarks/baseline/recursion.c</c>, or null to leave it out.</param>
    public static void Print(string? baseline)
    {
        var best = new Dictionary<string, double>();
        var value = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            if (baseline is not null)
            {
                Keep(best, "plain C, value (s)", Baseline(baseline, ref value));
            }

            foreach (var threads in new[] { 1, Environment.ProcessorCount })
            {
                var likelihood = new LikelihoodBenchmarks { Threads = threads };
                likelihood.Bind();
                var ours = 0.0;
                Keep(best, $"likelihood, value, {threads} threads (s)", Time(() => ours = likelihood.Value()));
                Keep(best, $"likelihood, value and gradient, {threads} threads (s)", Time(() => likelihood.Value_and_gradient()));
                if (baseline is not null && Math.Abs(ours - value) > 1e-6)
                {
                    throw new InvalidOperationException($"The baseline finds the log-likelihood {value}, we {ours}.");
                }
            }

            var simulations = new SimulationBenchmarks();
            const double perSecond = 1000 / SimulationBenchmarks.Duration;
            Keep(best, "meso EI2, ms per simulated second", perSecond * Time(() => simulations.Meso_EI2()));
            Keep(best, "meso EI2 adapting, ms per simulated second", perSecond * Time(() => simulations.Meso_EI2_adapting()));
            Keep(best, "micro EI2 adapting at 0.5 ms, ms per simulated second", perSecond * Time(() => simulations.Micro_EI2_adapting_half_a_millisecond()));
            Keep(best, "micro Table 7 at 0.2 ms, ms per simulated second", perSecond * Time(() => simulations.Micro_Table7_fifth_of_a_millisecond()));
        }

        foreach (var (name, time) in best)
        {
            var ratio = baseline is not null && name.StartsWith("likelihood", StringComparison.Ordinal) ? time / best["plain C, value (s)"] : double.NaN;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-55} {time,9:G4}{(double.IsNaN(ratio) ? "" : $"   ratio {ratio:F3}")}"));
        }
    }

    private static void Keep(Dictionary<string, double> best, string name, double time) => best[name] = Math.Min(time, best.GetValueOrDefault(name, double.PositiveInfinity));

    /// <summary>The best of several calls, after one to warm up.</summary>
    public static double Time(Action action)
    {
        action();
        var best = double.PositiveInfinity;
        for (var repeat = 0; repeat < 5; repeat++)
        {
            var clock = Stopwatch.StartNew();
            action();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }

    /// <summary>Seconds of the C program's best repeat; it prints them and the log-likelihood.</summary>
    private static double Baseline(string program, ref double value)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in new[] { LikelihoodData.Steps, LikelihoodData.AgeBins, 3 })
        {
            start.ArgumentList.Add(argument.ToString(CultureInfo.InvariantCulture));
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var words = process.StandardOutput.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        value = double.Parse(words[1], CultureInfo.InvariantCulture);
        return double.Parse(words[0], CultureInfo.InvariantCulture);
    }
}
