using System.Globalization;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>Numbers in verdicts, rounded towards the wrong side of their limit, so that no 1.01 is said to miss 1.01.</summary>
internal static class VerdictText
{
    public static string Rhat(double value) => double.IsPositiveInfinity(value)
        ? "infinite"
        : (Math.Ceiling(value * 1000 - 1e-6) / 1000).ToString("0.0##", CultureInfo.InvariantCulture);

    public static string Whole(double value) => Math.Floor(value).ToString("0", CultureInfo.InvariantCulture);

    public static string Share(double value) => (Math.Floor(value * 100 + 1e-9) / 100).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string Count(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}
