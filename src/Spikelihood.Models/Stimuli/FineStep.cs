namespace Spikelihood.Models.Stimuli;

/// <summary>The finer time grid on which inputs are made and microscopic networks are integrated.</summary>
public static class FineStep
{
    /// <summary>The longest fine step, s (René 2020, section 4.8).</summary>
    public const double Longest = 0.0002;

    /// <summary>Into how many equal parts a model step is cut: the fewest whose length is at most <see cref="Longest"/>.</summary>
    /// <param name="timeStep">The model's time step, s.</param>
    // The tolerance keeps 1 ms at five parts although 0.001 / 0.0002 need not be exactly 5.
    public static int PartsOf(double timeStep) => Math.Max(1, (int)Math.Ceiling(timeStep / Longest - 1e-9));

    /// <summary>The fine step for a model step, s.</summary>
    /// <param name="timeStep">The model's time step, s.</param>
    public static double Of(double timeStep) => timeStep / PartsOf(timeStep);
}
