using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// Adaptive tempered sequential Monte Carlo (Del Moral, Doucet and Jasra 2006; temperatures by effective sample size as Jasra et al. 2011): particles drawn
/// from a start density are carried to a target through q^(1-β) p^β, β from 0 to 1. Each rise of β is paid for by reweighting and resampling (systematic,
/// within islands), then Hamiltonian moves spread the particles again. Nothing passes between modes by moves alone: a mode that the start does not reach is
/// not found, and the weights of those it does reach come from reweighting.
/// </summary>
public static class TemperedSmc
{
    private const double LeastAcceptance = 0.3;
    private const int MostRepeats = 3;

    /// <summary>Runs from <paramref name="start"/> to <paramref name="target"/>. The result does not depend on the number of workers.</summary>
    /// <param name="target">The density, with all constants if the evidence is to mean anything.</param>
    /// <param name="start">The prior, or a mixture of heavy-tailed approximations at every mode known.</param>
    /// <param name="seed">The seed of all its random numbers.</param>
    /// <param name="workers">How many particles are moved at a time.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of every stage.</param>
    /// <param name="cancellation">Stops between particles.</param>
    /// <returns>What was found; null when the target is finite at no particle of the start, or is not reached in the stages allowed.</returns>
    /// <exception cref="ArgumentException">When the particles do not divide into the islands, or draws of the start do not vary.</exception>
    public static TemperedSmcResult? Run(
        ILogDensity target,
        INormalisedDensity start,
        ulong seed,
        Workers workers,
        TemperedSmcOptions? options = null,
        Action<TemperedStage>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new TemperedSmcOptions();
        if (options.Islands < 1 || options.Particles % options.Islands != 0)
        {
            throw new ArgumentException($"{options.Particles} particles do not divide into {options.Islands} islands.", nameof(options));
        }

        var run = new TemperedRun(target, start, seed, workers, options, cancellation);
        while (run.Temperature < 1)
        {
            if (!run.IsAlive || run.Stages >= options.MaximumStages)
            {
                return null;
            }

            var stage = run.Rise();
            double acceptance = 0;
            for (int move = 0, repeats = 0; move < options.Moves;)
            {
                acceptance = run.Move();
                if (acceptance < LeastAcceptance && repeats < MostRepeats)
                {
                    // The steps were much too long, and are shorter by now: such a move does not count.
                    repeats++;
                }
                else
                {
                    move++;
                }
            }

            stage = run.Finish(stage, acceptance);
            progress?.Invoke(stage);
        }

        return run.Result();
    }
}
