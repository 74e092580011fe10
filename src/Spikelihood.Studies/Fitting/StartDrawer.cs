using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Studies.Fitting;

/// <summary>
/// Draws starting points from the prior. Time constants that the data could not tell from zero or infinity (shorter than a step, or beyond a
/// twentieth of the data for membranes and synapses and half of it for adaptation) are drawn again, because nothing there says which way to go.
/// The hazard at the mean state is set to about log(1.2 A), so that every start already fires near the observed rate. Of a few such draws the
/// one with the best posterior of a short piece of the data becomes the start.
/// </summary>
internal sealed class StartDrawer(MesoGifProblem problem, Posterior screen, ulong seed)
{
    private const int Candidates = 8;

    /// <summary>Standard deviation of the log hazard over starts; without it the starts of a fit of c alone would all be one.</summary>
    private const double Scatter = 0.1;

    private const int Patience = 200;

    /// <summary>More draws of one start than anyone asks for, so that no two starts share a stream.</summary>
    private const int MostDraws = 1000;

    /// <summary>Start number <paramref name="index"/>, after <paramref name="draws"/> earlier ones that proved hopeless.</summary>
    public ImmutableArray<double> Draw(int index, int draws, double timeStep)
    {
        var rng = new Rng(seed, StreamPurpose.Starts, (ulong)draws * (ulong.MaxValue / MostDraws) + (ulong)index);
        var dimension = problem.Inferred.Length;
        var gradient = new double[dimension];
        double[] best = [];
        var bestValue = double.NegativeInfinity;
        for (var tried = 0; tried < Patience && (tried < Candidates || best.Length == 0); tried++)
        {
            var position = new double[dimension];
            problem.Coordinates.ToPosition(Natural(ref rng, timeStep), position);
            foreach (var (place, population) in problem.Coordinates.HazardPlaces())
            {
                // A silent population has no log rate; half a spike in the whole recording stands in.
                var floor = 0.5 / problem.ScoredDuration;
                position[place] = Math.Log(1.2 * Math.Max(problem.Mean.Activity[population], floor)) + Scatter * rng.NextNormal();
            }

            var value = screen.Evaluate(position, gradient);
            if (value > bestValue && double.IsFinite(value) && gradient.All(double.IsFinite))
            {
                (best, bestValue) = (position, value);
            }
        }

        if (best.Length == 0)
        {
            best = new double[dimension];
            problem.Coordinates.ToPosition(Natural(ref rng, timeStep), best);
        }

        return [.. best];
    }

    private double[] Natural(ref Rng rng, double timeStep)
    {
        var natural = new double[problem.Inferred.Length];
        for (var i = 0; i < natural.Length; i++)
        {
            var longest = problem.Layout.All[problem.Inferred[i]].Family switch
            {
                "tau_m" or "tau_s" => problem.ScoredDuration / 20,
                "tau_theta" => problem.ScoredDuration / 2,
                _ => double.PositiveInfinity,
            };
            var shortest = double.IsInfinity(longest) ? double.NegativeInfinity : timeStep;
            var prior = problem.Parameters.Parameters[i].Prior;
            natural[i] = prior.Sample(ref rng);
            for (var tried = 0; tried < Patience && (natural[i] < shortest || natural[i] > longest); tried++)
            {
                natural[i] = prior.Sample(ref rng);
            }
        }

        return natural;
    }
}
