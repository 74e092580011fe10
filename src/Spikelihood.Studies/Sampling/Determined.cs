using System.Collections.Immutable;

namespace Spikelihood.Studies.Sampling;

/// <summary>What a posterior says that the data determine.</summary>
/// <param name="Contraction">By name: <see cref="PosteriorContraction"/>.</param>
/// <param name="Correlation">Correlation matrix of the draws in natural units, in their order (Figure 6 of René 2020); an unmoved parameter correlates with none.</param>
/// <param name="Sentences">The same and the principal directions in words, in the order to read it.</param>
public sealed record Determined(
    IReadOnlyDictionary<string, double> Contraction, ImmutableArray<ImmutableArray<double>> Correlation, ImmutableArray<string> Sentences);
