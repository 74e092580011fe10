using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Binding;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Reports.Tests.Fixtures;

/// <summary>
/// A made-up posterior of the 14 parameters of examples/two-population.yaml: normal in logarithms (weights: as they are) with correlations of common
/// factors, so that every moment is known; c, J_theta and tau_theta of E form a curved ridge, as René et al. 2020 found them.
/// </summary>
internal static class SyntheticPosterior
{
    private sealed record Entry(string Name, string Unit, Distribution Prior, double Truth, bool IsLogarithmic, double Spread);

    /// <summary>The priors by name.</summary>
    public static IReadOnlyDictionary<string, Distribution> Priors { get; } = Entries().ToDictionary(entry => entry.Name, entry => entry.Prior);

    /// <summary>Draws of four chains that agree.</summary>
    public static (SampleRecord Sample, PosteriorDraws Draws) Good(int draws = 1000, int chains = 4) => Build(draws, chains, isStuck: false);

    /// <summary>Chains of which the last lies apart, and trajectories that diverge at the end of the ridge.</summary>
    public static (SampleRecord Sample, PosteriorDraws Draws) Bad() => Build(1000, 4, isStuck: true);

    /// <summary>Draws of no chain, as sequential Monte Carlo makes them.</summary>
    public static (SampleRecord Sample, PosteriorDraws Draws) WithoutChains(string method)
    {
        var (sample, draws) = Good(2000, 1);
        var parameters = sample.Parameters.ToDictionary(
            pair => pair.Key, pair => pair.Value with { Rhat = double.NaN, EssBulk = double.NaN, EssTail = double.NaN });
        return (
            sample with { Method = method, Chains = 0, Warmup = 0, ChainSummaries = [], Parameters = parameters },
            draws with { Chains = [.. draws.Chains.Select(chain => chain with { Transitions = [] })] });
    }

    /// <summary>The same draws with some of the parameters.</summary>
    public static (SampleRecord Sample, PosteriorDraws Draws) Only(this (SampleRecord Sample, PosteriorDraws Draws) posterior, params int[] kept) => (
        posterior.Sample with
        {
            Priors = [.. kept.Select(index => posterior.Sample.Priors[index])],
            Correlation = [.. kept.Select(row => kept.Select(column => posterior.Sample.Correlation[row][column]).ToImmutableArray())],
        },
        new PosteriorDraws(
            [.. kept.Select(index => posterior.Draws.Names[index])],
            [.. posterior.Draws.Chains.Select(chain => chain with
            {
                Values = [.. Enumerable.Range(0, chain.Count).SelectMany(draw => kept.Select(index => chain.Draw(draw)[index]))],
            })]));

    private static (SampleRecord Sample, PosteriorDraws Draws) Build(int draws, int chains, bool isStuck)
    {
        var entries = Entries().ToArray();
        var rng = new Rng(31, StreamPurpose.Test, 0);
        var loadings = entries.Select(_ => new[] { rng.NextNormal(), rng.NextNormal() }).ToArray();
        var offsets = entries.Select(_ => 0.8 * rng.NextNormal()).ToArray();
        var made = Enumerable.Range(0, chains)
            .Select(chain => Chain(entries, loadings, offsets, draws, chain, isStuck, isApart: isStuck && chain == chains - 1))
            .ToImmutableArray();
        var posterior = new PosteriorDraws([.. entries.Select(entry => entry.Name)], made);
        var truth = entries.ToDictionary(entry => entry.Name, entry => entry.Truth);
        var values = entries.Select((_, index) => posterior.Of(index).SelectMany(chain => chain).ToArray()).ToArray();
        return (
            new SampleRecord
            {
                Study = "two-population",
                Method = "nuts",
                Version = "0.2.0",
                Chains = chains,
                Draws = draws,
                Warmup = 1000,
                Divergences = made.Sum(chain => chain.Transitions.Count(transition => transition.Diverged)),
                GradientEvaluations = 61_234,
                Seconds = 2714,
                Parameters = entries.Select((entry, index) => (entry.Name, Summary(entry, values[index], draws * chains, isStuck)))
                    .ToDictionary(pair => pair.Name, pair => pair.Item2),
                Priors = [.. entries.Select(entry => new ParameterRecord(
                    entry.Name, entry.Unit, entry.Prior.Describe(), entry.Prior.Quantile(0.025), entry.Prior.Quantile(0.975)))],
                Truth = truth,
                ChainSummaries = [.. made.Select(chain => Summary(chain))],
                Modes = Modes(truth, isStuck),
                Correlation = [.. values.Select(row => values.Select(column => Correlation(row, column)).ToImmutableArray())],
                Determined =
                [
                    "The data determine 13 of 14 parameters to better than a third of their priors' width.",
                    "J_theta[E]/tau_theta[E] is known to 3 %, J_theta[E] alone to 12 %.",
                ],
                Trusted = !isStuck,
                Problems = isStuck ? ["The chains disagree: R-hat of c[E] is 1.31.", "Trajectories diverged; raise the target acceptance."] : [],
                Verdict = isStuck
                    ? "Do not trust: c[E] R-hat 1.31, 103 divergences; run longer with sample: {draws: 4000}."
                    : "Trust this: 4 chains of 1000 draws agree (R-hat at most 1.002), every parameter has at least 1944 effective draws, none diverged.",
                Notes = isStuck ? [] : ["A second mode, 9.4 nats lower, was not sampled."],
            },
            posterior);
    }

    private static ChainDraws Chain(Entry[] entries, double[][] loadings, double[] offsets, int draws, int number, bool isStuck, bool isApart)
    {
        var rng = new Rng(32, StreamPurpose.Test, (ulong)number);
        var values = ImmutableArray.CreateBuilder<double>(draws * entries.Length);
        var transitions = ImmutableArray.CreateBuilder<TransitionInfo>(draws);
        var densities = ImmutableArray.CreateBuilder<double>(draws);
        var state = new double[entries.Length + 2];
        for (var draw = 0; draw < draws; draw++)
        {
            // Each normal remembers a little of the one before, as a chain does.
            for (var i = 0; i < state.Length; i++)
            {
                state[i] = 0.3 * state[i] + Math.Sqrt(1 - 0.09) * rng.NextNormal();
            }

            var ridge = state[0];
            for (var i = 0; i < entries.Length; i++)
            {
                var own = (1.2 * loadings[i][0] * state[0] + 1.2 * loadings[i][1] * state[1] + state[i + 2])
                    / Math.Sqrt(1 + 1.44 * (loadings[i][0] * loadings[i][0] + loadings[i][1] * loadings[i][1]));
                var z = entries[i].Name switch
                {
                    "J_theta[E]" => ridge + 0.25 * state[i + 2],
                    "tau_theta[E]" => ridge + 0.35 * (ridge * ridge - 1) + 0.2 * state[i + 2],
                    _ => own,
                };
                z += offsets[i] + (isApart && i >= 6 ? 1.5 : 0);
                var place = (entries[i].IsLogarithmic ? Math.Log(entries[i].Truth) : entries[i].Truth) + entries[i].Spread * z;
                values.Add(entries[i].IsLogarithmic ? Math.Exp(place) : place);
            }

            var density = -5000 - 0.5 * state.Sum(value => value * value);
            densities.Add(density);
            var energy = -density + 0.5 * Enumerable.Range(0, entries.Length).Sum(_ => Math.Pow(rng.NextNormal(), 2));
            transitions.Add(new TransitionInfo(0.6 + 0.35 * rng.NextDouble(), 0.41, 3, 7, isStuck && ridge > 1.9, energy));
        }

        return new ChainDraws(values.MoveToImmutable(), densities.MoveToImmutable(), transitions.MoveToImmutable());
    }

    private static SampledParameter Summary(Entry entry, double[] values, int total, bool isStuck)
    {
        var sorted = values.Order().ToArray();
        double Quantile(double share) => sorted[(int)(share * (sorted.Length - 1))];
        var mean = values.Average();
        var sd = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
        var ess = 0.54 * total / (isStuck ? 90 : 1);
        var (low, high) = (entry.Prior.Quantile(0.025), entry.Prior.Quantile(0.975));
        var ratio = entry.IsLogarithmic ? entry.Spread * 3.92 / Math.Log(high / low) : entry.Spread * 3.92 / (high - low);
        return new SampledParameter
        {
            Mean = mean,
            Sd = sd,
            McseMean = sd / Math.Sqrt(ess),
            McseSd = sd / Math.Sqrt(2 * ess),
            Q5 = Quantile(0.05),
            Q50 = Quantile(0.5),
            Q95 = Quantile(0.95),
            McseQ5 = 2.1 * sd / Math.Sqrt(ess),
            McseQ95 = 2.1 * sd / Math.Sqrt(ess),
            Rhat = isStuck ? 1.31 : 1.002,
            EssBulk = ess,
            EssTail = 0.9 * ess,
            Contraction = 1 - ratio * ratio,
        };
    }

    private static ChainSummary Summary(ChainDraws chain) => new(
        0.41, chain.Transitions.Average(transition => transition.Acceptance), 0.97, 3, 0,
        chain.Transitions.Count(transition => transition.Diverged), 15_308);

    private static ImmutableArray<ModeRecord> Modes(Dictionary<string, double> truth, bool isStuck)
    {
        var other = truth.ToDictionary(pair => pair.Key, pair => pair.Key == "c[I]" ? 0.8 * pair.Value : pair.Key == "w[E,I]" ? 1.3 * pair.Value : pair.Value);
        return
        [
            new ModeRecord { LogPosterior = -4893.21, Starts = 21, Parameters = truth, LaplaceWeight = 0.9991, Weight = 1, WeightError = 0.02, Sampled = true },
            new ModeRecord { LogPosterior = -4902.63, Starts = 3, Parameters = other, LaplaceWeight = 0.0009, SmcWeight = isStuck ? 0.31 : 0.0007, Sampled = false },
        ];
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double Product(double[] x, double meanX, double[] y, double meanY) => x.Zip(y).Sum(pair => (pair.First - meanX) * (pair.Second - meanY));
        return Product(a, meanA, b, meanB) / Math.Sqrt(Product(a, meanA, a, meanA) * Product(b, meanB, b, meanB));
    }

    private static IEnumerable<Entry> Entries()
    {
        foreach (var (name, value) in new[] { ("w[E,E]", 2.482), ("w[E,I]", -4.964), ("w[I,E]", 1.245), ("w[I,I]", -4.964) })
        {
            yield return new Entry(name, "mV", DefaultPriors.Of("w"), value, IsLogarithmic: false, 0.07 * Math.Abs(value));
        }

        foreach (var (family, unit, truths, spread) in new (string, string, double[], double)[]
        {
            ("tau_m", "s", [0.01, 0.01], 0.05), ("c", "Hz", [10, 10], 0.12), ("delta_u", "mV", [5, 5], 0.05), ("tau_s", "s", [0.003, 0.006], 0.09),
            ("J_theta", "mV s", [1], 0.12), ("tau_theta", "s", [1], 0.2),
        })
        {
            foreach (var (truth, population) in truths.Zip(["E", "I"]))
            {
                yield return new Entry($"{family}[{population}]", unit, DefaultPriors.Of(family), truth, IsLogarithmic: true, spread);
            }
        }
    }
}
