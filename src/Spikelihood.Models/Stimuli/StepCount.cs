using System.Globalization;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Stimuli;

/// <summary>How many time steps a duration holds.</summary>
public static class StepCount
{
    /// <summary>The number of steps of <paramref name="timeStep"/> in <paramref name="duration"/>.</summary>
    /// <param name="duration">s; at least one step.</param>
    /// <param name="timeStep">s.</param>
    /// <exception cref="InputException">When it is not a whole number, at least one.</exception>
    public static int Of(double duration, double timeStep)
    {
        if (!(timeStep > 0) || !double.IsFinite(timeStep))
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"time_step is {timeStep} s; it must be a positive number."));
        }

        var steps = duration / timeStep;
        var whole = Math.Round(steps);
        if (!(whole >= 1) || whole > Array.MaxLength || Math.Abs(steps - whole) > 1e-6 * Math.Max(1, whole * 1e-6))
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"duration is {duration} s; it must be a whole number of time steps of {timeStep} s, at least one."));
        }

        return (int)whole;
    }
}
