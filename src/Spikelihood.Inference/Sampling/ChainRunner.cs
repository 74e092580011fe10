using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Runs chains side by side: warm-up, then draws with step size and metric held. Every chain has its own random stream, so its draws
/// depend on density, options, seed, number and start, not on threads or on other chains.
/// </summary>
/// <param name="density">What to sample; evaluated by several chains at once.</param>
/// <param name="options">Lengths, targets and shapes.</param>
/// <param name="seed">The seed of the run.</param>
/// <param name="workers">The threads.</param>
public sealed class ChainRunner(ILogDensity density, SamplingOptions options, ulong seed, Workers workers)
{
    /// <summary>Runs one chain from every start.</summary>
    /// <param name="starts">Where the chains begin.</param>
    /// <param name="progress">Called after every transition by the thread that made it, several at once; it should return quickly.</param>
    /// <param name="firstChain">The number of the first chain, which chooses the random streams, where one run has several sets of chains.</param>
    /// <param name="cancellation">Stops between transitions.</param>
    /// <exception cref="ArgumentException">When a start has the wrong number of coordinates or no finite density.</exception>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> is raised.</exception>
    public ImmutableArray<Chain> Run(
        IReadOnlyList<ChainStart> starts, Action<ChainProgress>? progress = null, int firstChain = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(starts);
        var chains = new Chain[starts.Count];
        workers.Run(starts.Count, (item, _) => chains[item] = RunOne(starts[item], firstChain + item, progress, cancellation), cancellation);
        return ImmutableArray.Create(chains);
    }

    /// <summary>Takes <see cref="SamplingOptions.Draws"/> more draws of every chain: the same as if they had been asked for at first.</summary>
    /// <param name="chains">The chains so far.</param>
    /// <param name="progress">As for <see cref="Run"/>.</param>
    /// <param name="firstChain">The number of the first chain.</param>
    /// <param name="cancellation">Stops between transitions.</param>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> is raised.</exception>
    public ImmutableArray<Chain> Continue(
        ImmutableArray<Chain> chains, Action<ChainProgress>? progress = null, int firstChain = 0, CancellationToken cancellation = default)
    {
        var longer = new Chain[chains.Length];
        workers.Run(chains.Length, (item, _) => longer[item] = Longer(chains[item], firstChain + item, progress, cancellation), cancellation);
        return ImmutableArray.Create(longer);
    }

    /// <summary>The random stream of a chain's transitions; the even ones are for drawing starts.</summary>
    internal static Rng StreamOf(ulong seed, int chain) => new(seed, StreamPurpose.Chains, 2 * (ulong)chain + 1);

    private Chain RunOne(ChainStart start, int number, Action<ChainProgress>? progress, CancellationToken cancellation)
    {
        var state = Begin(density, start.Position, start.Metric, number);
        var rng = StreamOf(seed, number);
        var adaptation = new Adaptation(density, options, state, start.Metric, ref rng);
        var gradients = 1;
        var divergences = 0;
        for (var done = 1; done <= options.Warmup; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            (state, var info) = adaptation.Current.Step(ref rng, state);
            adaptation.Learn(state, info, ref rng);
            gradients += info.Gradients;
            divergences += info.Diverged ? 1 : 0;
            progress?.Invoke(new(number, done, 0, divergences, gradients + adaptation.SearchGradients, state, info));
        }

        var warm = new Chain([], [], adaptation.Metric, gradients + adaptation.SearchGradients, divergences)
        {
            Transition = adaptation.Final,
            State = state,
            Stream = rng,
        };
        return Longer(warm, number, progress, cancellation);
    }

    private Chain Longer(Chain chain, int number, Action<ChainProgress>? progress, CancellationToken cancellation)
    {
        var (state, rng, gradients, divergences) = (chain.State, chain.Stream, chain.Gradients, chain.Divergences);
        var draws = ImmutableArray.CreateBuilder<ChainState>(chain.Draws.Length + options.Draws);
        var transitions = ImmutableArray.CreateBuilder<TransitionInfo>(draws.Capacity);
        draws.AddRange(chain.Draws);
        transitions.AddRange(chain.Transitions);
        for (var done = 1; done <= options.Draws; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            (state, var info) = chain.Transition.Step(ref rng, state);
            draws.Add(state);
            transitions.Add(info);
            gradients += info.Gradients;
            divergences += info.Diverged ? 1 : 0;
            progress?.Invoke(new(number, options.Warmup, draws.Count, divergences, gradients, state, info));
        }

        return chain with { Draws = draws.MoveToImmutable(), Transitions = transitions.MoveToImmutable(), State = state, Stream = rng };
    }

    /// <summary>The first state of a chain.</summary>
    /// <exception cref="ArgumentException">When the start has the wrong number of coordinates or no finite density.</exception>
    internal static ChainState Begin(ILogDensity density, ImmutableArray<double> start, IMetric? metric, int number)
    {
        if (start.Length != density.Dimension || (metric is not null && metric.Dimension != density.Dimension))
        {
            throw new ArgumentException($"The start of chain {number} does not have the {density.Dimension} coordinates of the density.");
        }

        var state = ChainState.Init(density, start.AsSpan());
        return double.IsFinite(state.LogDensity) && VectorArithmetic.AllFinite(state.Gradient.AsSpan())
            ? state
            : throw new ArgumentException(
                $"Chain {number} cannot begin where it was told to: the log density there is {state.LogDensity}, or its gradient is not a number.");
    }
}
