using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>fit</c> and <c>sample</c> options of a study.</summary>
internal static class OptionsReader
{
    // More than any fit needs, and far below what fills a machine's memory.
    private const int MostStarts = 100_000;

    public static readonly string[] FitKeys = ["starts", "burn_in", "method", "seed", "threads", "iterations", .. AdamReader.Keys];

    public static FitOptions Fit(YamlValue value)
    {
        var mapping = value.Mapping(FitKeys);
        var defaults = new FitOptions();
        var method = mapping.Optional("method")?.Choice("method", FitOptions.MaximumPosterior, FitOptions.MaximumLikelihood, FitOptions.Adam) ?? defaults.Method;
        return new FitOptions
        {
            Starts = mapping.Optional("starts")?.Whole(1, MostStarts) ?? defaults.Starts,
            BurnIn = mapping.Optional("burn_in")?.Number(Dimension.Time, atLeast: 0) ?? defaults.BurnIn,
            Method = method,
            Stochastic = AdamReader.Read(mapping, method),
            Seed = mapping.Optional("seed")?.Seed(),
            Threads = mapping.Optional("threads")?.Whole(1),
            Iterations = mapping.Optional("iterations")?.Whole(1),
        };
    }

    public static SampleOptions Sample(YamlValue value)
    {
        var mapping = value.Mapping("method", "draws", "warmup", "chains", "target_acceptance", "seed");
        var acceptance = mapping.Optional("target_acceptance");
        return new SampleOptions
        {
            Method = mapping.Optional("method")?.Choice("method", [.. SampleOptions.Methods]) ?? SampleOptions.Nuts,
            Draws = mapping.Optional("draws")?.Whole(1, SampleOptions.MostDraws),
            Warmup = mapping.Optional("warmup")?.Whole(0, SampleOptions.MostDraws),
            Chains = mapping.Optional("chains")?.Whole(1, SampleOptions.MostChains),
            TargetAcceptance = acceptance?.Number(Dimension.None) is { } rate
                ? rate is > 0 and < 1 ? rate : throw acceptance.Error($"target_acceptance must lie between 0 and 1, not {acceptance.Text()}")
                : null,
            Seed = mapping.Optional("seed")?.Seed(),
        };
    }
}
