namespace Spikelihood.Models.MesoGif.Stationary;

/// <summary>Newton's method for the stationary equation in log activities, with steps shortened until the residual falls.</summary>
internal static class StationaryNewton
{
    private const int MostIterations = 500;
    private const double LongestStep = 2;
    private const double Tolerance = 1e-12;

    /// <summary>Rates are exact down to here; nobody tells them from none.</summary>
    private const double LowestLog = -705;

    /// <summary>The solution that a start leads to, or null.</summary>
    public static double[]? Solve(StationaryEquation equation, ReadOnlySpan<double> start)
    {
        var size = equation.Size;
        var place = start.ToArray();
        double[] residual = new double[size], jacobian = new double[size * size], trial = new double[size], trialResidual = new double[size];
        equation.Evaluate(place, residual, jacobian);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var error = Largest(residual);
            if (error < Tolerance)
            {
                return place;
            }

            var step = residual.Select(value => -value).ToArray();
            SmallLinearSystem.Solve(jacobian, step);
            if (!step.All(double.IsFinite))
            {
                return null;
            }

            var share = Math.Min(1, LongestStep / Largest(step));
            var isLower = false;
            for (var tried = 0; tried < 30 && !isLower; tried++, share /= 2)
            {
                for (var i = 0; i < size; i++)
                {
                    trial[i] = Math.Clamp(place[i] + share * step[i], LowestLog, Math.Log(equation.HighestRate(i)) + 1);
                }

                equation.Evaluate(trial, trialResidual, jacobian);
                isLower = Largest(trialResidual) < error;
            }

            if (!isLower)
            {
                // Rounding: as near as it gets. Anything else is a place where no direction helps, and another start must.
                return error < 1e-9 ? place : null;
            }

            (place, trial) = (trial, place);
            (residual, trialResidual) = (trialResidual, residual);
        }

        return null;
    }

    private static double Largest(double[] values)
    {
        var largest = values.Max(Math.Abs);
        return values.Any(double.IsNaN) ? double.PositiveInfinity : largest;
    }
}
