using System.Globalization;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>What to change for the next run.</summary>
internal sealed record Mend
{
    private const int LeastWarmup = 150;

    /// <summary>Draws of each chain to ask for; 0: as before.</summary>
    public int Draws { get; init; }

    /// <summary>Transitions of warm-up to ask for; 0: as before.</summary>
    public int Warmup { get; init; }

    /// <summary>Acceptance to aim at; 0: as before.</summary>
    public double TargetAcceptance { get; init; }

    /// <summary>What no setting mends; empty: nothing.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Twice the warm-up, and enough to learn anything where there was hardly any.</summary>
    public static int Longer(int warmup) => Math.Max(2 * warmup, LeastWarmup);

    /// <summary>All at once: the largest of each setting.</summary>
    public static Mend All(IReadOnlyCollection<Mend> mends) => new()
    {
        Draws = mends.Max(mend => mend.Draws),
        Warmup = mends.Max(mend => mend.Warmup),
        TargetAcceptance = mends.Max(mend => mend.TargetAcceptance),
        Advice = string.Join("; ", mends.Select(mend => mend.Advice).Where(advice => advice.Length > 0).Distinct()),
    };

    /// <summary>As in <c>run longer with sample: {draws: 4000}</c>.</summary>
    public override string ToString()
    {
        string[] settings =
        [
            .. Setting("draws", Draws),
            .. Setting("warmup", Warmup),
            .. Setting("target_acceptance", TargetAcceptance),
        ];
        var given = settings.Length == 0 ? "" : $"{(Draws > 0 ? "run longer with" : "give")} sample: {{{string.Join(", ", settings)}}}";
        return given.Length > 0 && Advice.Length > 0 ? $"{given}; {Advice}" : given + Advice;
    }

    /// <summary>The number rounded up to two digits, at most a million.</summary>
    public static int RoundUp(double count)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(count)) - 1));

        // A little grace: 4 times 1000 stays 4000 although 0.04 / 0.01 is not quite 4.
        return (int)Math.Min(1e6, Math.Ceiling(count / unit - 1e-6) * unit);
    }

    private static string[] Setting(string key, double value) => value > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{key}: {value}")] : [];
}
