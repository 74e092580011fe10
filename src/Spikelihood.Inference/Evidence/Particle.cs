using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Evidence;

/// <summary>A particle between a start density and a target. Immutable by convention: its arrays are never written after it is made.</summary>
/// <param name="Position">Where.</param>
/// <param name="LogTarget">The target's log density there; minus infinity where it is not finite.</param>
/// <param name="TargetGradient">Its gradient.</param>
/// <param name="LogStart">The start's log density there.</param>
/// <param name="StartGradient">Its gradient.</param>
/// <param name="Mode">The mode it belongs to.</param>
internal sealed record Particle(double[] Position, double LogTarget, double[] TargetGradient, double LogStart, double[] StartGradient, int Mode)
{
    /// <summary>Whether the target has a value here.</summary>
    public bool IsAlive => LogTarget > double.NegativeInfinity;

    /// <summary>By how much the log density grows per unit of temperature.</summary>
    public double Rise => LogTarget - LogStart;

    public static Particle At(double[] position, ILogDensity target, INormalisedDensity start, NearestMode? modes)
    {
        double[] targetGradient = new double[position.Length], startGradient = new double[position.Length];
        var logTarget = target.Evaluate(position, targetGradient);
        var logStart = start.Evaluate(position, startGradient);
        return new Particle(
            position,
            double.IsFinite(logTarget) && double.IsFinite(logStart) ? logTarget : double.NegativeInfinity,
            targetGradient,
            logStart,
            startGradient,
            modes?.IndexOf(position) ?? 0);
    }

    /// <summary>The log density at temperature β, a geometric mean of start and target.</summary>
    public double LogDensity(double temperature) => (1 - temperature) * LogStart + temperature * LogTarget;

    /// <summary>Its gradient.</summary>
    public void Gradient(double temperature, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (1 - temperature) * StartGradient[i] + temperature * TargetGradient[i];
        }
    }
}
