using System.Collections.Immutable;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Tests.Fixtures;

/// <summary>Made-up fits with the shape and size of real ones: René 2020, Table 7, two and four populations.</summary>
internal static class SyntheticFit
{
    private sealed record Entry(string Name, string Unit, string Prior, double Low, double High, double Truth, bool Log, double Error);

    public static FitRecord TwoPopulations(bool hasTruth = true) => Build("two-populations", ["E", "I"], 25, hasTruth);

    public static FitRecord FourPopulations() => Build("four-populations", ["L2/3e", "L2/3i", "L4e", "L4i"], 25, hasTruth: true);

    public static FitRecord OnePopulation()
    {
        var fit = Build("retina-waves", ["retina"], 12, hasTruth: false);
        return fit with
        {
            StandardErrors = fit.StandardErrors.ToDictionary(pair => pair.Key, pair => pair.Key.StartsWith("tau_s", StringComparison.Ordinal) ? null : pair.Value),
            Warnings = ["tau_theta[retina] has outgrown the age window of 1.2 s; the fit may depend on it.", "The best start used 198 of 200 allowed evaluations."],
        };
    }

    private static FitRecord Build(string study, string[] names, int starts, bool hasTruth)
    {
        var entries = Entries(names).ToArray();
        var rng = new Rng(5, StreamPurpose.Test, (ulong)names.Length);
        var estimate = entries.Select(e => e.Truth + e.Error * rng.NextNormal() * (names.Length == 1 ? 3 : 1)).ToArray();
        var second = entries.Select((e, i) => estimate[i] + e.Error * rng.NextNormal() * 2).ToArray();
        const double best = -23456.781;
        var records = Enumerable.Range(0, starts).Select(i => Start(i, entries, estimate, second, best)).ToArray();
        return new FitRecord
        {
            Study = study,
            Version = "0.1.0",
            Coordinates = "log10 of time constants and scales, w as is; the prior is a density in these coordinates",
            Parameters = [.. entries.Select(e => new ParameterRecord(e.Name, e.Unit, e.Prior, e.Low, e.High))],
            Best = new FitPoint(Named(entries, estimate), best, best + 31.2, 2.3e-7, 187),
            Truth = hasTruth ? new FitPoint(Named(entries, [.. entries.Select(e => e.Truth)]), best - 7.13, best + 24.9, 83.1, 1) : null,
            Starts = [.. records],
            Optima = ImmutableArray.Create(
                new OptimumRecord(best, records.Count(record => record.Optimum == 0), Named(entries, estimate)),
                new OptimumRecord(best - 2.31, records.Count(record => record.Optimum == 1), Named(entries, second))).RemoveAll(optimum => optimum.Starts == 0),
            StandardErrors = entries.ToDictionary(e => e.Name, e => (double?)e.Error),
            Correlation = Correlations(entries.Length, ref rng),
            Seconds = 74.2,
        };
    }

    private static StartRecord Start(int index, Entry[] entries, double[] best, double[] second, double height)
    {
        var rng = new Rng(6, StreamPurpose.Test, (ulong)index);
        var kind = index % 25 < 14 ? 0 : index % 25 < 19 ? 1 : index % 25 < 23 ? 2 : index % 25 == 23 ? 3 : 4;
        var begin = entries.Select(e => e.Log ? e.Truth * Math.Pow(10, 1.2 * rng.NextNormal()) : e.Truth + 4 * rng.NextNormal()).ToArray();
        var end = (kind switch { 0 => best, 1 => second, _ => begin.Zip(best, (a, b) => 0.6 * a + 0.4 * b) }).ToArray();
        var last = kind >= 2 ? 40 + index : 110 + 5 * index;
        var below = kind switch { 0 => 1e-7 * index, 1 => 2.31, 2 => 40 * index, 3 => 9000.0, _ => double.NaN };
        var path = Enumerable.Range(0, 60).Select(step =>
        {
            var way = step / 59.0;
            var left = Math.Pow(1 - way, 3);
            var values = begin.Select((from, i) => entries[i].Log
                ? Math.Exp(Math.Log(Math.Max(1e-9, from)) * left + Math.Log(Math.Max(1e-9, end[i])) * (1 - left) + 0.4 * left * Math.Sin(9 * way + i))
                : from * left + end[i] * (1 - left) + 1.5 * left * Math.Sin(7 * way + i));
            return new PathPoint(1 + (int)(way * last), height - below - 5000 * left, [.. values]);
        });
        return new StartRecord
        {
            Index = index,
            LogPosterior = height - below,
            Converged = kind < 2,
            State = kind switch { 0 or 1 => "converged", 2 => "abandoned", 3 => "iteration limit", _ => "not finite" },
            Evaluations = last,
            Optimum = kind < 2 ? kind : null,
            Parameters = [.. end],
            Path = [.. path],
        };
    }

    private static IEnumerable<Entry> Entries(string[] names)
    {
        foreach (var target in names)
        {
            foreach (var source in names)
            {
                var inhibitory = source.EndsWith('i') || source == "I";
                var value = inhibitory ? -4.964 : target == source ? 2.482 : 1.245;
                yield return new Entry($"w[{target},{source}]", "mV", "N(0, 4²)", -7.84, 7.84, value, Log: false, 0.06 * Math.Abs(value));
            }
        }

        foreach (var (family, unit, prior, low, high, truth, share) in new[]
        {
            ("tau_m", "s", "log₁₀ ~ N(−2, 2²)", 1.2e-6, 83.0, 0.01, 0.05), ("c", "Hz", "Γ(2, 5)", 1.21, 27.9, 10.0, 0.08),
            ("delta_u", "mV", "Γ(3, 1.5)", 0.93, 10.8, 5.0, 0.04), ("tau_s", "s", "log₁₀ ~ N(−3, 3²)", 1.3e-9, 760.0, 0.003, 0.11),
        })
        {
            foreach (var name in names)
            {
                yield return new Entry($"{family}[{name}]", unit, prior, low, high, truth, Log: true, share * truth);
            }
        }

        foreach (var name in names.Where(name => !name.EndsWith('i') && name != "I"))
        {
            yield return new Entry($"J_theta[{name}]", "mV s", "Γ(2, 0.5)", 0.12, 2.79, 1, Log: true, 0.07);
            yield return new Entry($"tau_theta[{name}]", "s", "log₁₀ ~ N(−1, 5²)", 1.6e-11, 6.3e8, 1, Log: true, 0.23);
        }
    }

    private static Dictionary<string, double> Named(Entry[] entries, double[] values) =>
        entries.Select((e, i) => (e.Name, values[i])).ToDictionary(pair => pair.Name, pair => pair.Item2);

    private static ImmutableArray<ImmutableArray<double>> Correlations(int size, ref Rng rng)
    {
        // Correlations of random loadings on a few common factors: a valid matrix with strong and weak entries of both signs.
        var loadings = new double[size][];
        for (var i = 0; i < size; i++)
        {
            loadings[i] = [rng.NextNormal(), rng.NextNormal(), rng.NextNormal(), 0.8 * (1 + Math.Abs(rng.NextNormal()))];
        }

        double Product(int i, int j) => loadings[i].Take(3).Zip(loadings[j], (a, b) => a * b).Sum() + (i == j ? loadings[i][3] * loadings[i][3] : 0);
        return [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size)
            .Select(j => Product(i, j) / Math.Sqrt(Product(i, i) * Product(j, j))).ToImmutableArray())];
    }
}
