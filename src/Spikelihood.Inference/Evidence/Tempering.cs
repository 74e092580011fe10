namespace Spikelihood.Inference.Evidence;

/// <summary>How far the temperature can rise at once.</summary>
internal static class Tempering
{
    private const int Bisections = 60;

    /// <summary>
    /// The next temperature: the one at which equally weighted particles keep a given share of their effective number, or 1. Particles without a value are lost
    /// at any rise, so the share counts the others.
    /// </summary>
    public static double Next(Particle[] particles, double temperature, double effectiveShare)
    {
        var rest = 1 - temperature;
        double[] rises = [.. particles.Where(particle => particle.IsAlive).Select(particle => particle.Rise)];
        if (Share(rises, rest) >= effectiveShare)
        {
            return 1;
        }

        double lower = 0, upper = rest;
        for (var step = 0; step < Bisections; step++)
        {
            var middle = 0.5 * (lower + upper);
            (lower, upper) = Share(rises, middle) >= effectiveShare ? (middle, upper) : (lower, middle);
        }

        return temperature + lower;
    }

    /// <summary>The effective number of weights exp(rise × step) over their number.</summary>
    public static double Share(double[] rises, double step)
    {
        var largest = rises.Max();
        double sum = 0, squares = 0;
        foreach (var rise in rises)
        {
            var weight = Math.Exp(step * (rise - largest));
            sum += weight;
            squares += weight * weight;
        }

        return sum * sum / (squares * rises.Length);
    }
}
