using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>
/// The likelihood of a piece of the data given the state at its beginning, and its gradient through the piece alone: the state is a constant
/// (René 2020, Algorithm 2). Over all steps from the silent start it is <see cref="MesoGifLikelihood"/>. A state made with some parameters may be
/// carried on with others. Single-threaded; any number of threads may call one instance at once.
/// </summary>
public sealed class SequentialLikelihood
{
    /// <summary>Steps that are followed forwards at a time; only decides how often the window is copied.</summary>
    private const int Stretch = 512;

    private readonly PopulationStructure[] _structures;
    private readonly PopulationSeries<int> _counts;
    private readonly PopulationSeries<double> _stimulus;
    private readonly ProbabilityBounds _bounds;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    /// <summary>Binds the model to data.</summary>
    /// <param name="network">Sizes, delays, refractory periods, age bins and time step.</param>
    /// <param name="counts">Spike counts, from step 0.</param>
    /// <param name="stimulus">External input, mA, for the same steps.</param>
    /// <param name="bounds">How firing probabilities are kept between 0 and 1; null: clipped, as in the published definition.</param>
    /// <exception cref="ArgumentException">When data and network do not fit together.</exception>
    public SequentialLikelihood(GifNetwork network, PopulationSeries<int> counts, PopulationSeries<double> stimulus, ProbabilityBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(stimulus);
        var size = network.Populations.Length;
        if (counts.Populations.Length != size || stimulus.Populations.Length != size || stimulus.Steps != counts.Steps)
        {
            throw new ArgumentException("Counts and stimulus need the network's populations and one length.", nameof(counts));
        }

        _structures = PopulationStructure.Of(network);
        (_counts, _stimulus, _bounds) = (counts, stimulus, bounds ?? ProbabilityBounds.Clipped);
        Layout = new(network);
    }

    /// <summary>The order of the parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The length of the data, steps.</summary>
    public int Steps => _counts.Steps;

    /// <summary>Whether the equations make sense at these values.</summary>
    public bool Allows(ReadOnlySpan<double> values) => Read(values) is not null;

    /// <summary>The state some steps later, having seen the data of these steps.</summary>
    /// <param name="values">Natural values in the order of <see cref="Layout"/>.</param>
    /// <param name="state">Where to begin.</param>
    /// <param name="steps">How far; the data must last as long.</param>
    /// <exception cref="ArgumentException">When the parameters are impossible, as no likelihood is defined there.</exception>
    public MesoGifState Advance(ReadOnlySpan<double> values, MesoGifState state, int steps)
    {
        ArgumentNullException.ThrowIfNull(state);
        var parameters = Read(values) ?? throw new ArgumentException("The parameters are impossible.", nameof(values));
        var workspace = Take(Stretch, 1);
        for (var end = state.Step + steps; state.Step < end;)
        {
            state = Follow(workspace, parameters, state, Math.Min(Stretch, end - state.Step), null, record: false);
        }

        _workspaces.Add(workspace);
        return state;
    }

    /// <summary>
    /// log p(counts of the piece | all before), log N! terms included, and its gradient in natural units with the state held fixed; minus infinity where
    /// the parameters are impossible.
    /// </summary>
    /// <param name="values">Natural values in the order of <see cref="Layout"/>.</param>
    /// <param name="state">The state before the piece.</param>
    /// <param name="steps">The length of the piece.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="unscored">So many steps at the piece's beginning are gone through, also backwards, but not scored.</param>
    public double ValueAndGradient(ReadOnlySpan<double> values, MesoGifState state, int steps, Span<double> gradient, int unscored = 0)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, Layout.Count);
        gradient.Clear();
        if (Read(values) is not { } parameters)
        {
            return double.NegativeInfinity;
        }

        var workspace = Take(steps, steps);
        var counts = new CountWindow(state, steps);
        Follow(workspace, parameters, state, steps, counts, record: true);
        var sum = 0.0;
        for (var i = 0; i < _structures.Length; i++)
        {
            var structure = _structures[i];
            var expected = workspace.Records[i].Scalars.AsSpan(0, steps).ToArray().Select(scalars => scalars.Expected).ToArray();
            var score = new BinomialScore(counts.Piece(i), structure.Size, unscored, _bounds);
            sum += score.Value(expected);
            score.Adjoint(expected, expected);
            var part = new PopulationGradient(_structures.Length, structure.Components);
            workspace.Adjoints[i].AddGradient(
                parameters[i], state.Populations[i], workspace.Populations[i].Kernels, counts, _stimulus.Of(i).Slice(state.Step, steps), workspace.Records[i], expected, part);
            part.AddTo(gradient, Layout, i);
        }

        _workspaces.Add(workspace);
        return sum;
    }

    private MesoGifState Follow(Workspace workspace, PopulationValues[] parameters, MesoGifState state, int steps, CountWindow? given, bool record)
    {
        var counts = given ?? new CountWindow(state, steps);
        for (var i = 0; i < _structures.Length; i++)
        {
            var piece = _counts.Of(i).Slice(state.Step, steps);
            for (var k = 0; k < steps; k++)
            {
                counts[i, k] = piece[k];
            }
        }

        // With the counts given, populations do not wait for one another.
        for (var i = 0; i < _structures.Length; i++)
        {
            var population = workspace.Populations[i];
            var input = _stimulus.Of(i).Slice(state.Step, steps);
            population.Begin(parameters[i], state.Populations[i]);
            for (var k = 0; k < steps; k++)
            {
                population.Expect(k, input[k], counts, workspace.Records[i], record ? k : 0);
                population.Fire(k, counts[i, k]);
            }
        }

        return new(state.Step + steps, [.. workspace.Populations.Select(population => population.Save(steps, counts))]);
    }

    private PopulationValues[]? Read(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Layout.Count);
        var parameters = new PopulationValues[_structures.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = new(Layout, values, i, parameters.Length);
            if (!parameters[i].ArePossible())
            {
                return null;
            }
        }

        return parameters;
    }

    private Workspace Take(int steps, int recorded)
    {
        while (_workspaces.TryTake(out var workspace))
        {
            if (workspace.Steps >= steps && workspace.Recorded >= recorded)
            {
                return workspace;
            }
        }

        return new(_structures, Math.Max(steps, Stretch), recorded);
    }

    private sealed class Workspace(PopulationStructure[] structures, int steps, int recorded)
    {
        public int Steps => steps;

        public int Recorded => recorded;

        public ImmutableArray<SequentialPopulation> Populations { get; } = [.. structures.Select(structure => new SequentialPopulation(structure, steps))];

        public ImmutableArray<StepRecord> Records { get; } = [.. structures.Select(structure => new StepRecord(structure, recorded))];

        public ImmutableArray<SequentialAdjoint> Adjoints { get; } = [.. structures.Select(structure => new SequentialAdjoint(structure, recorded))];
    }
}
