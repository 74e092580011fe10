using System.Collections.Immutable;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>What a CmdStan file holds.</summary>
/// <param name="Names">The parameters; where the file says nothing else, Stan's names with their indices in brackets (<c>theta[1,2]</c>).</param>
/// <param name="Units">The unit of each; empty text where the file tells none.</param>
/// <param name="Draws">The draws after warm-up.</param>
public sealed record CmdStanChain(ImmutableArray<string> Names, ImmutableArray<string> Units, ChainDraws Draws);
