using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling;

/// <summary>Draws of a posterior by a method without chains.</summary>
/// <param name="States">The draws, each as likely as any other.</param>
/// <param name="Gradients">Evaluations spent.</param>
/// <param name="Problems">Why they are not to be trusted; empty when they are.</param>
/// <param name="Notes">What to know of them.</param>
internal sealed record ApproximateDraws(ImmutableArray<ChainState> States, int Gradients, ImmutableArray<string> Problems, ImmutableArray<string> Notes)
{
    /// <summary>The draws as a number of sets of one size, which take the places of chains in files and figures.</summary>
    public ImmutableArray<ImmutableArray<ChainState>> Sets(int count)
    {
        var size = States.Length / count;
        return [.. Enumerable.Range(0, count).Select(set => States.Where((_, draw) => draw % count == set).Take(size).ToImmutableArray())];
    }
}
