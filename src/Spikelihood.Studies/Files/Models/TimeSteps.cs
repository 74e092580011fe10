namespace Spikelihood.Studies.Files.Models;

/// <summary>Times that have to be a whole number of steps.</summary>
internal static class TimeSteps
{
    // Far above rounding (0.006 / 0.001 is not 6 in binary), far below any step that someone could mean.
    private const double Tolerance = 1e-6;

    /// <summary>The number of steps of length <paramref name="step"/> in <paramref name="time"/>, or null when it is not whole.</summary>
    public static int? Count(double time, double step)
    {
        var steps = time / step;
        var whole = Math.Round(steps);
        return Math.Abs(steps - whole) <= Tolerance * Math.Max(1, whole) && whole is >= 0 and <= int.MaxValue ? (int)whole : null;
    }
}
