namespace Spikelihood.Cli.Output;

/// <summary>What JSON can hold.</summary>
internal static class Json
{
    /// <summary>The number, or null for one that JSON has no word for.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
