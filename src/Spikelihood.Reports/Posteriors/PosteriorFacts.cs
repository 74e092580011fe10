using System.Collections.Immutable;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Reports.Posteriors;

/// <summary>What several parts of the report say about a posterior, worked out once.</summary>
internal sealed class PosteriorFacts
{
    public PosteriorFacts(SampleRecord sample, PosteriorDraws draws, IReadOnlyDictionary<string, Distribution> priors, bool truthIsAverage)
    {
        // A record that was read from a file may lack any of these.
        Sample = sample with
        {
            ChainSummaries = OrEmpty(sample.ChainSummaries),
            Modes = OrEmpty(sample.Modes),
            Correlation = OrEmpty(sample.Correlation),
            Determined = OrEmpty(sample.Determined),
            Problems = OrEmpty(sample.Problems),
            Notes = OrEmpty(sample.Notes),
        };
        Draws = draws;
        Parameters =
        [
            .. draws.Names.Select((name, index) => new DrawnParameter(
                sample.Priors.FirstOrDefault(record => record.Name == name) ?? new ParameterRecord(name, "", "", double.NaN, double.NaN),
                sample.Parameters.GetValueOrDefault(name),
                priors.GetValueOrDefault(name),
                sample.Truth is { } truth && truth.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null,
                draws.Of(index))),
        ];
        TruthName = truthIsAverage ? "average" : "truth";
        Diverged = [.. draws.Chains.SelectMany((chain, index) => chain.Transitions
            .Select((transition, draw) => (transition.Diverged, Draw: index * draws.DrawsPerChain + draw))
            .Where(item => item.Diverged)
            .Select(item => item.Draw))];
    }

    public SampleRecord Sample { get; }

    public PosteriorDraws Draws { get; }

    /// <summary>The parameters in the order of the draws.</summary>
    public ImmutableArray<DrawnParameter> Parameters { get; }

    /// <summary>Numbers of the draws after divergent trajectories, all chains in one row.</summary>
    public ImmutableArray<int> Diverged { get; }

    /// <summary>What the draws are compared with: the truth or, of neurons that differed, the average.</summary>
    public string TruthName { get; }

    /// <summary>Whether the draws are those of Markov chains.</summary>
    public bool HasChains => Draws.Chains.Any(chain => !chain.Transitions.IsEmpty);

    /// <summary>The number of draws, all chains.</summary>
    public int Total => Draws.Chains.Sum(chain => chain.Count);

    /// <summary>The method as people call it.</summary>
    public string Method => Sample.Method switch
    {
        "nuts" => "the no-U-turn sampler",
        "hmc" => "Hamiltonian Monte Carlo with trajectories of fixed length",
        "laplace" => "Laplace's approximation (a normal distribution at the mode)",
        "pathfinder" => "Pathfinder (normal distributions along the climb, reweighted)",
        "smc" => "tempered sequential Monte Carlo",
        var other => other,
    };

    /// <summary>The standard deviation of a parameter; null when it is 0 or unknown.</summary>
    public double? Deviation(string name) =>
        Sample.Parameters.TryGetValue(name, out var parameter) && double.IsFinite(parameter.Sd) && parameter.Sd > 0 ? parameter.Sd : null;

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
