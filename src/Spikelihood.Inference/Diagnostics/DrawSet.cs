namespace Spikelihood.Inference.Diagnostics;

/// <summary>The ways in which diagnostics take up the draws [chain][draw] of one quantity.</summary>
internal static class DrawSet
{
    /// <summary>Fewer draws of each chain than this say nothing about convergence.</summary>
    public const int FewestDraws = 4;

    /// <summary>Whether anything can be said: a chain, all of the same length, four draws or more, all finite.</summary>
    public static bool IsUsable(double[][] draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws.Any(chain => chain.Length != draws[0].Length))
        {
            throw new ArgumentException("All chains need the same number of draws.", nameof(draws));
        }

        return draws.Length > 0 && draws[0].Length >= FewestDraws && draws.All(chain => Array.TrueForAll(chain, double.IsFinite));
    }

    /// <summary>Whether all draws are the same number.</summary>
    public static bool IsConstant(double[][] draws) => draws.All(chain => !chain.AsSpan().ContainsAnyExcept(draws[0][0]));

    /// <summary>First and second half of every chain; of an odd number of draws the middle one is left out.</summary>
    public static double[][] Split(double[][] draws) => [.. draws.SelectMany(chain => new[] { chain[..(chain.Length / 2)], chain[^(chain.Length / 2)..] })];

    /// <summary>Every draw replaced.</summary>
    public static double[][] Map(double[][] draws, Converter<double, double> map) => Array.ConvertAll(draws, chain => Array.ConvertAll(chain, map));

    /// <summary>All draws of all chains, one chain after the other.</summary>
    public static double[] Pool(double[][] draws)
    {
        var pooled = new double[draws.Sum(chain => chain.Length)];
        var next = 0;
        foreach (var chain in draws)
        {
            chain.CopyTo(pooled, next);
            next += chain.Length;
        }

        return pooled;
    }

    /// <summary>All draws of all chains in ascending order.</summary>
    public static double[] Sorted(double[][] draws)
    {
        var pooled = Pool(draws);
        Array.Sort(pooled);
        return pooled;
    }
}
