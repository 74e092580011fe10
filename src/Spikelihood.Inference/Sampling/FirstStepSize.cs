using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// A step size of the right order: doubled or halved until the acceptance probability of one leapfrog step crosses 0.8
/// (Hoffman and Gelman 2014, algorithm 4).
/// </summary>
public static class FirstStepSize
{
    private const double Crossing = 0.8;
    private const int MostDoublings = 100;

    /// <summary>Searches from <paramref name="guess"/>; each try draws a momentum and costs one gradient.</summary>
    public static (double StepSize, int Gradients) Search(ILogDensity density, IMetric metric, in ChainState state, ref Rng rng, double guess = 1)
    {
        var leapfrog = new Leapfrog(density, metric);
        var step = guess;
        var grows = false;
        for (var tried = 1; tried <= MostDoublings; tried++)
        {
            var start = leapfrog.Begin(state, ref rng);
            var accepted = start.Energy - leapfrog.Move(start, step).Energy > Math.Log(Crossing);
            if (tried > 1 && accepted != grows)
            {
                return (step, tried);
            }

            grows = accepted;
            step *= grows ? 2 : 0.5;
        }

        return (step, MostDoublings);
    }
}
