using System.Collections.Immutable;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// Chains of several modes laid together: draw t of a chain is taken, with the probability of its weight, from the mode's own chain at the same
/// share of its way. Within a mode the order of the draws stays, so that what they have in common with their neighbours still shows.
/// </summary>
internal static class CombinedChains
{
    /// <summary>The chains of one mode as they are, or those of several combined.</summary>
    /// <param name="modes">Chains and weight of each sampled mode; all have as many chains.</param>
    /// <param name="parts">Which part of space belongs to which of them; what a chain drew in another's part is left out.</param>
    /// <param name="seed">Decides which draw is taken from which mode.</param>
    public static ImmutableArray<Chain> Of(ImmutableArray<(ImmutableArray<Chain> Chains, double Weight)> modes, NearestMode? parts, ulong seed)
    {
        if (modes is [var only])
        {
            return only.Chains;
        }

        return [.. Enumerable.Range(0, modes[0].Chains.Length).Select(chain => Combined(chain))];

        Chain Combined(int number)
        {
            var rng = new Rng(seed, StreamPurpose.Modes, (ulong)number);
            var own = modes.Select((mode, index) => Within(mode.Chains[number], parts?.Of(index))).ToArray();
            if (own.All(draws => draws.Length == 0))
            {
                // Chains that have changed places: each is taken for its own mode after all, and R-hat within the modes tells of them.
                own = [.. modes.Select(mode => Within(mode.Chains[number], null))];
            }

            var count = modes.Max(mode => mode.Chains[number].Draws.Length);
            var draws = ImmutableArray.CreateBuilder<ChainState>(count);
            var transitions = ImmutableArray.CreateBuilder<TransitionInfo>(count);
            for (var draw = 0; draw < count; draw++)
            {
                var chosen = Choose(rng.NextDouble(), own);
                var taken = own[chosen][(int)((long)draw * own[chosen].Length / count)];
                draws.Add(modes[chosen].Chains[number].Draws[taken]);
                transitions.Add(modes[chosen].Chains[number].Transitions[taken]);
            }

            var heaviest = modes.MaxBy(mode => mode.Weight).Chains[number];
            return heaviest with { Draws = draws.MoveToImmutable(), Transitions = transitions.MoveToImmutable() };
        }

        int Choose(double place, int[][] own)
        {
            var total = modes.Select((mode, index) => own[index].Length > 0 ? mode.Weight : 0).Sum();
            var sum = 0.0;
            var last = 0;
            for (var mode = 0; mode < modes.Length; mode++)
            {
                if (own[mode].Length > 0)
                {
                    last = mode;
                    sum += modes[mode].Weight / total;
                    if (place < sum)
                    {
                        break;
                    }
                }
            }

            return last;
        }
    }

    private static int[] Within(Chain chain, Region? region) =>
        [.. Enumerable.Range(0, chain.Draws.Length).Where(draw => region?.Invoke(chain.Draws[draw].Position.AsSpan()) ?? true)];
}
