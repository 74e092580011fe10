using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Warm-up of chains that begin at one mode and learn together: they run side by side for a while, the draws and gradients of all make one
/// metric (Fisher divergence), and from there on again. With c chains a metric rests on c times as many draws as each chain could afford alone.
/// Chains wait for each other between the stretches, so the result does not depend on threads.
/// </summary>
/// <param name="density">What to sample; evaluated by several chains at once.</param>
/// <param name="options">Length of the warm-up, target, shape of the metric.</param>
/// <param name="seed">The seed of the run.</param>
/// <param name="workers">The threads.</param>
public sealed class SharedWarmup(ILogDensity density, SamplingOptions options, ulong seed, Workers workers)
{
    /// <summary>Shares of the warm-up: after each stretch but the last there is a new metric; the last settles the step size.</summary>
    private static readonly double[] Stretches = [0.25, 0.45, 0.3];

    /// <summary>The first metric is a guess, and under a bad one long trajectories cost more than they teach.</summary>
    private const int EarlyDepth = 6;

    /// <summary>Warms chains up; they have no draws yet and are continued by <see cref="ChainRunner.Continue"/>.</summary>
    /// <param name="starts">Where the chains begin, with finite densities.</param>
    /// <param name="metric">What is known of the shape, for example from the Hessian at the mode.</param>
    /// <param name="progress">Called after every transition by the thread that made it.</param>
    /// <param name="firstChain">The number of the first chain, which chooses the random streams.</param>
    /// <param name="cancellation">Stops between transitions.</param>
    /// <exception cref="ArgumentException">When a start or the metric has the wrong number of coordinates, or a start no finite density.</exception>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> is raised.</exception>
    public ImmutableArray<Chain> Run(
        IReadOnlyList<ImmutableArray<double>> starts,
        IMetric metric,
        Action<ChainProgress>? progress = null,
        int firstChain = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(metric);
        var walkers = new Walker[starts.Count];
        workers.Run(starts.Count, (chain, _) => walkers[chain] = Begin(starts[chain], firstChain + chain, metric), cancellation);
        var stepSize = Together(walkers);
        var done = 0;
        for (var stretch = 0; stretch < Stretches.Length; stretch++)
        {
            var isLast = stretch == Stretches.Length - 1;
            var length = isLast ? options.Warmup - done : (int)(Stretches[stretch] * options.Warmup);
            var (before, own, first) = (done, metric, stepSize);
            var depth = stretch == 0 ? Math.Min(EarlyDepth, options.MaximumDepth) : options.MaximumDepth;
            workers.Run(
                walkers.Length, (chain, _) => walkers[chain].Walk(length, before, own, first, depth, progress, cancellation), cancellation);
            done += length;
            stepSize = Together(walkers);
            if (!isLast)
            {
                // The newer half: the way from the start is not what the metric is for.
                ChainState[] newer = [.. walkers.SelectMany(walker => walker.States.Skip(walker.States.Count / 2))];
                metric = FisherMetric.Estimate(options.Metric, newer, metric);
            }
        }

        return [.. walkers.Select(walker => walker.Chain(metric, stepSize))];
    }

    private Walker Begin(ImmutableArray<double> start, int number, IMetric metric)
    {
        var rng = ChainRunner.StreamOf(seed, number);
        var state = ChainRunner.Begin(density, start, metric, number);
        var (stepSize, gradients) = FirstStepSize.Search(density, metric, state, ref rng);
        return new(density, options, number, state, rng, gradients + 1) { LogStepSize = Math.Log(stepSize) };
    }

    /// <summary>One step size for all: chains of one mode need the same, and know it better together.</summary>
    private static double Together(Walker[] walkers) => Math.Exp(walkers.Average(walker => walker.LogStepSize));

    private sealed class Walker(ILogDensity density, SamplingOptions options, int number, ChainState state, Rng rng, int gradients)
    {
        private ChainState _state = state;
        private Rng _rng = rng;
        private int _gradients = gradients, _divergences;

        public double LogStepSize { get; set; }

        /// <summary>The states of the last stretch.</summary>
        public List<ChainState> States { get; } = [];

        public void Walk(
            int length, int before, IMetric metric, double stepSize, int depth, Action<ChainProgress>? progress, CancellationToken cancellation)
        {
            States.Clear();
            var averaging = DualAveraging.Start(stepSize, options.TargetAcceptance);
            for (var done = 1; done <= length; done++)
            {
                cancellation.ThrowIfCancellationRequested();
                (_state, var info) = options.Transition(density, metric, averaging.StepSize, depth).Step(ref _rng, _state);
                averaging = averaging.Update(info.Acceptance);
                States.Add(_state);
                _gradients += info.Gradients;
                _divergences += info.Diverged ? 1 : 0;
                progress?.Invoke(new(number, before + done, 0, _divergences, _gradients, _state, info));
            }

            LogStepSize = length > 0 ? Math.Log(averaging.AveragedStepSize) : Math.Log(stepSize);
        }

        public Chain Chain(IMetric metric, double stepSize) => new([], [], metric, _gradients, _divergences)
        {
            Transition = options.Transition(density, metric, stepSize, options.MaximumDepth),
            State = _state,
            Stream = _rng,
        };
    }
}
