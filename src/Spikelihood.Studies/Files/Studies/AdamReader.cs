using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the keys of <c>fit</c> that belong to <c>method: adam</c>.</summary>
internal static class AdamReader
{
    public static readonly string[] Keys =
    [
        "learning_rate", "beta_1", "beta_2", "clip", "batch", "batch_burn_in", "batch_noise", "burn_in_noise", "tolerance", "coordinates", "initial", "polish",
    ];

    /// <summary>The options, or null for another method, which must not be given any of them.</summary>
    public static AdamFit? Read(YamlMapping mapping, string method)
    {
        if (method != FitOptions.Adam)
        {
            return Keys.FirstOrDefault(key => mapping.Optional(key) is not null) is { } stray
                ? throw mapping.Optional(stray)!.Error($"{stray} belongs to method: adam, and the method is {method}; leave it out or write method: adam")
                : null;
        }

        var defaults = new AdamFit();
        return new AdamFit
        {
            LearningRate = Number("learning_rate", above: 0) ?? defaults.LearningRate,
            MeanDecay = Decay("beta_1") ?? defaults.MeanDecay,
            SquareDecay = Decay("beta_2") ?? defaults.SquareDecay,
            Clip = Number("clip", above: 0) ?? defaults.Clip,
            Batch = mapping.Optional("batch")?.Number(Dimension.Time, above: 0) ?? defaults.Batch,
            BatchBurnIn = mapping.Optional("batch_burn_in")?.Number(Dimension.Time, above: 0) ?? defaults.BatchBurnIn,
            BatchNoise = mapping.Optional("batch_noise")?.Number(Dimension.None, atLeast: 0) ?? defaults.BatchNoise,
            BurnInNoise = mapping.Optional("burn_in_noise")?.Number(Dimension.None, atLeast: 0) ?? defaults.BurnInNoise,
            Tolerance = mapping.Optional("tolerance")?.Number(Dimension.None, atLeast: 0) ?? defaults.Tolerance,
            Coordinates = mapping.Optional("coordinates")?.Choice("coordinates", AdamFit.Centred, AdamFit.Independent) ?? defaults.Coordinates,
            Initial = mapping.Optional("initial")?.Choice("initial state", AdamFit.Silent, AdamFit.Stationary) ?? defaults.Initial,
            Polish = mapping.Optional("polish")?.Choice("polish", "true", "false") == "true",
        };

        double? Number(string key, double above) => mapping.Optional(key)?.Number(Dimension.None, above: above);

        double? Decay(string key) => mapping.Optional(key) is { } value
            ? value.Number(Dimension.None) is var decay && decay is >= 0 and < 1 ? decay : throw value.Error($"{key} must be 0 or more and below 1, not {value.Text()}")
            : null;
    }
}
