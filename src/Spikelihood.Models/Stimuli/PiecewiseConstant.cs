namespace Spikelihood.Models.Stimuli;

/// <summary>A trace held constant within each of its steps, seen at another step length.</summary>
public static class PiecewiseConstant
{
    /// <summary>
    /// Averages <paramref name="values"/>, which has <paramref name="parts"/> values in each model step, over the <paramref name="newParts"/> equal
    /// parts of each model step. Every model step keeps its mean exactly, whether or not one number divides the other.
    /// </summary>
    /// <param name="values">A whole number of model steps.</param>
    /// <param name="parts">Values in a model step now.</param>
    /// <param name="newParts">Values wanted in a model step.</param>
    public static double[] Average(ReadOnlySpan<double> values, int parts, int newParts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newParts);
        if (parts == newParts)
        {
            return values.ToArray();
        }

        // In units of a model step / (parts * newParts), an old step has length newParts and a new one length parts: whole numbers throughout.
        var averaged = new double[values.Length / parts * newParts];
        for (var step = 0; step < averaged.Length; step++)
        {
            long start = (long)step * parts, stop = start + parts;
            var first = (int)(start / newParts);
            // Deviations from the first value are averaged, so that a constant stays that constant to the last bit.
            double anchor = values[first], deviation = 0;
            for (var old = first + 1; (long)old * newParts < stop; old++)
            {
                var overlap = Math.Min(stop, (old + 1L) * newParts) - (long)old * newParts;
                deviation += overlap * (values[old] - anchor);
            }

            averaged[step] = anchor + deviation / parts;
        }

        return averaged;
    }
}
