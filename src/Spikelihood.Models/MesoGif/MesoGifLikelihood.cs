using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spikelihood.Models.MesoGif.Merging;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// The log-likelihood of population spike counts under the mesoscopic model (René 2020, equation 30, with the corrected recursion of
/// docs/mesogif.md) and its exact gradient by a hand-written adjoint through all steps, the burn-in included. Double precision, any number of
/// populations. Exact, or with old cohorts merged, as the <see cref="AgeGrid"/> says; the gradient is the derivative of the value either way.
/// Safe to evaluate from several threads at once; the result does not depend on the number of threads.
/// </summary>
public sealed class MesoGifLikelihood
{
    private readonly PopulationStructure[] _structures;
    private readonly double[][] _counts;
    private readonly double[][] _input;
    private readonly Workers _workers;
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly GroupLayout?[] _layouts;
    private readonly double[] _own;

    /// <summary>Binds the model to data.</summary>
    /// <param name="network">Sizes, delays, refractory periods, age bins and time step; its continuous values are only where to start from.</param>
    /// <param name="counts">Spike counts, from step 0.</param>
    /// <param name="stimulus">External input, mA, for the same steps.</param>
    /// <param name="from">The first scored step; earlier ones are burn-in.</param>
    /// <param name="workers">Threads of one evaluation.</param>
    /// <param name="grid">Whether old cohorts are merged; null: as the network says.</param>
    /// <param name="bounds">How firing probabilities are kept between 0 and 1; null: clipped, as in the published definition.</param>
    /// <exception cref="ArgumentException">When data and network do not fit together.</exception>
    public MesoGifLikelihood(
        GifNetwork network,
        PopulationSeries<int> counts,
        PopulationSeries<double> stimulus,
        int from,
        Workers workers,
        AgeGrid? grid = null,
        ProbabilityBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireHomogeneous();
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(stimulus);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, counts.Steps);
        var size = network.Populations.Length;
        if (counts.Populations.Length != size || stimulus.Populations.Length != size || stimulus.Steps != counts.Steps)
        {
            throw new ArgumentException("Counts and stimulus need the network's populations and one length.", nameof(counts));
        }

        for (var i = 0; i < size; i++)
        {
            if (counts.Of(i).ContainsAnyExceptInRange(0, network.Populations[i].Size))
            {
                throw new ArgumentException($"A count of {network.Populations[i].Name} is negative or above its size.", nameof(counts));
            }
        }

        _structures = PopulationStructure.Of(network);
        Layout = new(network);
        Steps = counts.Steps;
        From = from;
        _workers = workers;
        _counts = [.. Enumerable.Range(0, size).Select(i => counts.Of(i).ToArray().Select(n => (double)n).ToArray())];
        _input = [.. Enumerable.Range(0, size).Select(i => stimulus.Of(i).ToArray())];
        Grid = grid ?? network.AgeGrid;
        Bounds = bounds ?? ProbabilityBounds.Clipped;
        _own = Layout.Read(network);
        _layouts = Layouts();
    }

    private MesoGifLikelihood(MesoGifLikelihood other, AgeGrid grid)
    {
        (_structures, _counts, _input, _workers, _own) = (other._structures, other._counts, other._input, other._workers, other._own);
        (Layout, Steps, From, Grid, Bounds) = (other.Layout, other.Steps, other.From, grid, other.Bounds);
        _layouts = Layouts();
    }

    /// <summary>The order of the parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The length of the data, steps.</summary>
    public int Steps { get; }

    /// <summary>The first scored step.</summary>
    public int From { get; }

    /// <summary>K of each population.</summary>
    public ImmutableArray<int> AgeBins => [.. _structures.Select(structure => structure.AgeBins)];

    /// <summary>Whether old cohorts may be merged.</summary>
    public AgeGrid Grid { get; }

    /// <summary>How firing probabilities are kept between 0 and 1.</summary>
    public ProbabilityBounds Bounds { get; }

    /// <summary>
    /// Whether each population's old cohorts are merged. They are not where the window is too short or the data too bursting to gain by it within the bound.
    /// </summary>
    public ImmutableArray<bool> IsMerged => [.. _layouts.Select(layout => layout is not null)];

    /// <summary>The same model and data on another age grid, planned at the same values.</summary>
    public MesoGifLikelihood On(AgeGrid grid) => new(this, grid);

    /// <summary>
    /// What merging changes of the log-likelihood at these values, nats for 10^4 scored steps, measured by an exact evaluation: to be held against
    /// <see cref="AgeGrid.ErrorBound"/>.
    /// </summary>
    public double MeasureError(ReadOnlySpan<double> values) =>
        IsMerged.Any(merged => merged) ? (Value(values) - On(AgeGrid.Exact).Value(values)) * 1e4 / Math.Max(Steps - From, 1) : 0;

    /// <summary>The log-likelihood, log N! terms included; minus infinity where the parameters are impossible.</summary>
    /// <param name="values">Natural values in the order of <see cref="Layout"/>.</param>
    public double Value(ReadOnlySpan<double> values) => Evaluate(values, [], []);

    /// <summary>The log-likelihood and its gradient in natural units.</summary>
    public double ValueAndGradient(ReadOnlySpan<double> values, Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, Layout.Count);
        return Evaluate(values, gradient, []);
    }

    /// <summary>The expected counts nbar[population][step], given all earlier counts.</summary>
    public double[][] Expected(ReadOnlySpan<double> values)
    {
        var expected = _structures.Select(_ => new double[Steps]).ToArray();
        Evaluate(values, [], expected);
        return expected;
    }

    private double Evaluate(ReadOnlySpan<double> values, Span<double> gradient, double[][] expected)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Layout.Count);
        gradient.Clear();
        var size = _structures.Length;
        var parameters = new PopulationValues[size];
        for (var i = 0; i < size; i++)
        {
            parameters[i] = new(Layout, values, i, size);
            if (!parameters[i].ArePossible())
            {
                return double.NegativeInfinity;
            }
        }

        if (!_workspaces.TryTake(out var workspace))
        {
            workspace = new(this);
        }

        var sweeps = workspace.Sweeps;
        _workers.Run(size, (i, _) => sweeps[i].Prepare(parameters[i]));
        var chunks = workspace.List();
        _workers.Run(chunks.Length, (item, worker) => chunks[item].Sweep.SumChunk(chunks[item].Chunk, workspace.Scratch[worker]));
        var scores = new double[size];
        _workers.Run(size, (i, _) => scores[i] = sweeps[i].Score());
        if (!gradient.IsEmpty)
        {
            _workers.Run(size, (i, _) => sweeps[i].PrepareBackward());
            _workers.Run(chunks.Length, (item, worker) => chunks[item].Sweep.BackChunk(chunks[item].Chunk, workspace.Scratch[worker]));
            _workers.Run(chunks.Length, (item, worker) => chunks[item].Sweep.RecallAcrossChunks(chunks[item].Chunk, workspace.Scratch[worker]));
            var partial = sweeps.Select(_ => new double[Layout.Count]).ToArray();
            _workers.Run(size, (i, _) => sweeps[i].AddGradient(partial[i], Layout));
            foreach (var part in partial)
            {
                for (var i = 0; i < gradient.Length; i++)
                {
                    gradient[i] += part[i];
                }
            }
        }

        for (var i = 0; i < expected.Length; i++)
        {
            sweeps[i].Expected.CopyTo(expected[i]);
        }

        _workspaces.Add(workspace);
        return scores.Sum();
    }

    /// <summary>The groups of each population that is merged; chosen at the network's own values, once, so that the value stays a smooth function.</summary>
    private GroupLayout?[] Layouts() => [.. _structures.Select((structure, i) =>
    {
        var own = new PopulationValues(Layout, _own, i, _structures.Length);
        if (Grid.ErrorBound <= 0 || !own.ArePossible())
        {
            return null;
        }

        var potential = new MeanPotential(structure, _counts, _input[i]);
        potential.Forward(own);
        var largest = potential.Values.Select(h => Math.Abs(h - own.ResetPotential) / own.NoiseLevel).DefaultIfEmpty().Max();
        return MergePlan.For(structure, own, _counts[i], largest, Grid.ErrorBound);
    })];

    private sealed class Workspace(MesoGifLikelihood owner)
    {
        public PopulationSweep[] Sweeps { get; } = [.. owner._structures.Select((structure, i) =>
            new PopulationSweep(structure, owner._counts, owner._input[i], owner.From, owner.Bounds, owner._layouts[i]))];

        public CohortScratch[] Scratch { get; } = [.. Enumerable.Range(0, owner._workers.Count).Select(_ => new CohortScratch())];

        /// <summary>Every chunk of every population, the expensive (adapting) populations first so that the cores finish together.</summary>
        public (PopulationSweep Sweep, int Chunk)[] List() =>
            [.. Sweeps.OrderByDescending(sweep => sweep.ChunkCost).SelectMany(sweep => Enumerable.Range(0, sweep.Chunks).Select(chunk => (sweep, chunk)))];
    }
}
