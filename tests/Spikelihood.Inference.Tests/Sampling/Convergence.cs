namespace Spikelihood.Inference.Tests.Sampling;

/// <summary>Rank-normalised R-hat and effective sample sizes of one quantity (Vehtari et al. 2021), chains in rows.</summary>
public static class Convergence
{
    public static double BulkEss(double[][] chains) => Ess(RankNormalised(Split(chains)));

    public static double TailEss(double[][] chains)
    {
        var sorted = chains.SelectMany(chain => chain).Order().ToArray();
        return new[] { 0.05, 0.95 }.Min(level =>
        {
            var quantile = sorted[(int)(level * (sorted.Length - 1))];
            return Ess(Split([.. chains.Select(chain => chain.Select(x => x <= quantile ? 1.0 : 0).ToArray())]));
        });
    }

    public static double RankRhat(double[][] chains)
    {
        var split = Split(chains);
        var sorted = split.SelectMany(chain => chain).Order().ToArray();
        var median = sorted[sorted.Length / 2];
        double[][] folded = [.. split.Select(chain => chain.Select(x => Math.Abs(x - median)).ToArray())];
        return Math.Max(Rhat(RankNormalised(split)), Rhat(RankNormalised(folded)));
    }

    public static (double Mean, double Mcse) Mean(double[][] chains)
    {
        var all = chains.SelectMany(chain => chain).ToArray();
        return (all.Average(), Math.Sqrt(Variance(all) / Ess(Split(chains))));
    }

    /// <summary>The standard deviation, with the error that follows from the squared deviations.</summary>
    public static (double Sd, double Mcse) Sd(double[][] chains)
    {
        var mean = chains.SelectMany(chain => chain).Average();
        var (variance, error) = Mean([.. chains.Select(chain => chain.Select(x => (x - mean) * (x - mean)).ToArray())]);
        return (Math.Sqrt(variance), error / (2 * Math.Sqrt(variance)));
    }

    public static double Ebfmi(double[] energies)
    {
        var steps = energies.Zip(energies.Skip(1), (a, b) => (b - a) * (b - a)).Sum();
        return steps / (Variance(energies) * (energies.Length - 1));
    }

    public static double Ess(double[][] chains)
    {
        int m = chains.Length, n = chains[0].Length;
        double[] means = [.. chains.Select(chain => chain.Average())];
        var within = chains.Average(Variance);
        var total = within * (n - 1) / n + (m > 1 ? Variance(means) : 0);
        double Correlation(int lag)
        {
            var sum = 0.0;
            for (var c = 0; c < m; c++)
            {
                for (var t = 0; t + lag < n; t++)
                {
                    sum += (chains[c][t] - means[c]) * (chains[c][t + lag] - means[c]);
                }
            }

            return 1 - (within - sum / n / m) / total;
        }

        // Geyer's initial monotone sequence.
        double pairs = 0, last = double.PositiveInfinity;
        var lag = 0;
        for (; lag + 1 < n - 4; lag += 2)
        {
            var even = lag == 0 ? 1 : Correlation(lag);
            var pair = even + Correlation(lag + 1);
            if (!(pair > 0))
            {
                pairs += Math.Max(even, 0) / 2;
                break;
            }

            last = Math.Min(last, pair);
            pairs += last;
        }

        return m * n / Math.Max(2 * pairs - 1, 1 / Math.Log10(m * n));
    }

    private static double Rhat(double[][] chains)
    {
        var n = chains[0].Length;
        var within = chains.Average(Variance);
        var between = Variance([.. chains.Select(chain => chain.Average())]);
        return Math.Sqrt((double)(n - 1) / n + between / within);
    }

    private static double[][] Split(double[][] chains)
    {
        var half = chains[0].Length / 2;
        return [.. chains.SelectMany(chain => new[] { chain[..half], chain[^half..] })];
    }

    private static double[][] RankNormalised(double[][] chains)
    {
        var n = chains[0].Length;
        var all = chains.SelectMany(chain => chain).ToArray();
        var order = Enumerable.Range(0, all.Length).ToArray();
        Array.Sort((double[])all.Clone(), order);
        var scores = new double[all.Length];
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from + 1;
            while (to < order.Length && all[order[to]] == all[order[from]])
            {
                to++;
            }

            // Ties share their mean rank.
            var rank = 0.5 * (from + 1 + to);
            for (var k = from; k < to; k++)
            {
                scores[order[k]] = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (rank - 0.375) / (all.Length + 0.25));
            }
        }

        return [.. Enumerable.Range(0, chains.Length).Select(c => scores[(c * n)..((c + 1) * n)])];
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1);
    }
}
