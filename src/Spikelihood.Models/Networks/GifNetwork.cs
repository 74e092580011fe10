using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;

namespace Spikelihood.Models.Networks;

/// <summary>
/// Populations of generalised integrate-and-fire neurons and their connections: what a model file says. The microscopic (<c>gif</c>) and
/// the mesoscopic (<c>mesogif</c>) model share it.
/// </summary>
public sealed record GifNetwork
{
    /// <summary>The time step of counts and input, s (the microscopic model takes finer inner steps).</summary>
    public required double TimeStep { get; init; }

    /// <summary>The populations, in order.</summary>
    public required ImmutableArray<Population> Populations { get; init; }

    /// <summary>The connections among them.</summary>
    public required Connections Connections { get; init; }

    /// <summary>K: the number of age bins for each population, or null to choose them from the parameters.</summary>
    public ImmutableArray<int>? AgeBins { get; init; }

    /// <summary>Whether the mesoscopic likelihood follows every age bin on its own or merges old cohorts.</summary>
    public AgeGrid AgeGrid { get; init; } = AgeGrid.Exact;

    /// <summary>The populations' names, in order.</summary>
    public ImmutableArray<string> Names => [.. Populations.Select(population => population.Name)];

    /// <summary>Whether neurons of some population have values of their own.</summary>
    public bool IsHeterogeneous => Populations.Any(population => !population.Heterogeneity.IsEmpty);

    /// <summary>Refuses a network whose neurons differ, where only populations of equal neurons have a meaning.</summary>
    /// <exception cref="ArgumentException">When neurons of some population have values of their own.</exception>
    internal void RequireHomogeneous()
    {
        if (IsHeterogeneous)
        {
            throw new ArgumentException($"The mesoscopic model has one value for a population; give it {nameof(NeuronParameters)}.{nameof(NeuronParameters.AtAverages)}.");
        }
    }
}
