using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Starts;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Studies.Fitting;

/// <summary>
/// The way from a start to an optimum: first the posterior of a short piece of the data with a short memory (a fiftieth of the work), then
/// all data with old cohorts merged, where the short posterior's curvature shows the shape of the optimum from the first step, and at last, a step or
/// two, all data exactly.
/// </summary>
/// <param name="Screen">The cheap posterior.</param>
/// <param name="Climbed">The posterior of all data that the long climbs use: with old cohorts merged where that pays.</param>
/// <param name="Stages">The stages, the last one on all data as the study asks for them.</param>
/// <param name="InformationRatio">How many times as much information all data hold.</param>
internal sealed record FitStages(Posterior Screen, Posterior Climbed, ImmutableArray<Stage> Stages, double InformationRatio)
{
    private const double ShortestPiece = 2;
    private const double ShareOfData = 0.1;
    private const double ShareOfWindow = 0.25;
    private const double LongestShortBurnIn = 0.5;

    /// <summary>A start this far behind the best after the short stage, nats of the short data, has no prospect.</summary>
    private const double Hopeless = 60;

    /// <summary>From a draw of the prior so many iterations lead near an optimum, whose shape is then measured.</summary>
    private const int EarlyIterations = 50;

    /// <summary>Most starts need some twenty-five evaluations of all data; after this many the slow ones are looked at.</summary>
    private const int UsualEvaluations = 100;

    /// <summary>A start still climbing this far below the best, nats of all data, is given up.</summary>
    private const double NoProspect = 8;

    /// <summary>Plans the stages.</summary>
    /// <param name="problem">What is fitted.</param>
    /// <param name="full">The posterior of all data.</param>
    /// <param name="burnIn">The study's burn-in, s.</param>
    /// <param name="iterations">The most iterations on all data; null for the usual limit.</param>
    public static FitStages Plan(MesoGifProblem problem, Posterior full, double burnIn, int? iterations)
    {
        var scales = problem.Scales;
        var rule = new StoppingRule { DecrementTolerance = 1e-4, GradientTolerance = 1e-3, MaxIterations = iterations ?? 400, MaxEvaluations = 200 };
        var slow = rule with { MaxIterations = rule.MaxIterations / 2 };
        var scored = Math.Max(ShortestPiece, ShareOfData * problem.ScoredDuration);
        var isLong = scored <= 0.5 * problem.ScoredDuration;
        scored = isLong ? scored : problem.ScoredDuration;
        var shortBurnIn = isLong ? Math.Min(burnIn, LongestShortBurnIn) : burnIn;
        var screen = problem.OfBeginning(shortBurnIn, scored, ShareOfWindow);
        var ratio = problem.ScoredDuration / scored;
        var nearby = new LbfgsOptions { Memory = 20, FirstStep = 5, LongestStep = 30 };
        var approach = new TwoPhases(
            new Lbfgs(scales.Length, new LbfgsOptions { Memory = 20, Scale = Preconditioner.StandardDeviations(scales), LongestStep = 1 }),
            EarlyIterations,
            new SurrogateScaledLbfgs(screen, 1, scales, nearby));
        var scaled = new SurrogateScaledLbfgs(screen, ratio, scales, nearby);
        var merged = problem.OfAllDataMerged(Workers.One);
        var climbed = merged ?? full;
        ImmutableArray<Stage> exactly = merged is null ? [] : [new Stage { Name = "all data, exactly", Density = full, Maximiser = scaled, Rule = slow }];
        return new(
            screen,
            climbed,
            [
                new Stage
                {
                    Name = $"first {scored:0.#} s", Density = screen, Maximiser = approach, DropBelowBest = Hopeless, KeepAtLeast = 2,
                    Rule = rule with { MaxIterations = Math.Min(120, iterations ?? 120), MaxEvaluations = 240 },
                },
                new Stage
                {
                    Name = "all data", Density = climbed, Maximiser = scaled, DropBelowBest = NoProspect, SparesConverged = true, KeepAtLeast = 1,
                    Rule = rule with { MaxEvaluations = UsualEvaluations, MaxIterations = rule.MaxIterations - slow.MaxIterations },
                },
                new Stage
                {
                    Name = "all data, the slow ones", Density = climbed, Maximiser = scaled, Rule = slow, DropBelowBest = NoProspect, SparesConverged = true, KeepAtLeast = 1,
                },
                .. exactly,
            ],
            ratio);
    }
}
