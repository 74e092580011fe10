using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Gif;

/// <summary>
/// The neurons of one population during a simulation. A neuron fires when its integrated hazard passes an exponentially distributed number drawn at
/// its last
/// spike. Within a step the hazard is fixed by the past, so the chance to fire in it is 1 - exp(-hazard step) given that the neuron has not: the same
/// process as a Bernoulli
/// draw in every step, with one random number for each spike in place of one for each step.
/// </summary>
internal sealed class PopulationState
{
    // Neurons whose state passes through the first-level cache together.
    private const int Chunk = 512;

    private readonly Rng[] _streams;
    private readonly double[] _potential, _halfHazard, _hazardLeft, _release;
    private readonly double[][] _thresholds;
    private readonly double[] _drive = new double[Chunk], _exponent = new double[Chunk];
    private readonly int[] _fired;
    private readonly SynapticChannel[] _channels;
    private readonly NeuronConstants _constants;
    private readonly double _step;
    private readonly int _minimumInterval;

    internal PopulationState(NeuronConstants constants, double step, int minimumInterval, SynapticChannel[] channels, Rng[] streams)
    {
        var population = constants.Population;
        _constants = constants;
        _step = step;
        _channels = channels;
        _streams = streams;
        _minimumInterval = minimumInterval;

        var padded = NeuronKernels.Padded(population.Size);
        _potential = new double[padded];
        _halfHazard = new double[padded];
        _hazardLeft = new double[padded];
        _release = new double[padded];
        _fired = new int[padded];
        // The lanes that only fill up a vector are never released, so they never fire.
        _release.AsSpan(population.Size).Fill(double.PositiveInfinity);
        for (var neuron = 0; neuron < population.Size; neuron++)
        {
            _hazardLeft[neuron] = Exponential(ref streams[neuron]);
        }

        _thresholds = [.. population.Adaptation.Select(_ => new double[padded])];
    }

    /// <summary>The neurons that fired in the last step, ascending.</summary>
    internal ReadOnlySpan<int> Fired => _fired.AsSpan(0, FiredCount);

    /// <summary>How many neurons fired in the last step.</summary>
    internal int FiredCount { get; private set; }

    /// <summary>u at the end of the last step, mV.</summary>
    internal double Potential(int neuron) => _potential[neuron] + _constants.Neuron(neuron).RestingPotential;

    /// <summary>The threshold in the last step, mV; without meaning for a neuron that is refractory.</summary>
    internal double Threshold(int neuron)
    {
        var own = _constants.Neuron(neuron);
        return own.Threshold + own.NoiseLevel * _thresholds.Sum(trace => trace[neuron]);
    }

    /// <summary>Lets every neuron fire in the step before the first.</summary>
    internal void FireAll()
    {
        for (var neuron = 0; neuron < _constants.Population.Size; neuron++)
        {
            Reset(neuron, -1);
        }
    }

    /// <summary>Advances by one step.</summary>
    /// <param name="now">The step's number.</param>
    /// <param name="input">Input in the step, mA.</param>
    internal void Advance(long now, double input)
    {
        var common = _constants.CommonDrive(input);
        foreach (var channel in _channels)
        {
            common += channel.ReceiveUniform(_step);
        }

        FiredCount = 0;
        for (var start = 0; start < _potential.Length; start += Chunk)
        {
            AdvanceChunk(now, start, Math.Min(Chunk, _potential.Length - start), common, input);
        }

        foreach (var neuron in Fired)
        {
            Reset(neuron, now);
            _hazardLeft[neuron] = Exponential(ref _streams[neuron]);
        }
    }

    private static double Exponential(ref Rng rng) => -Math.Log(1 - rng.NextDouble());

    private void AdvanceChunk(long now, int start, int length, double common, double input)
    {
        var drive = _drive.AsSpan(0, length);
        var exponent = _exponent.AsSpan(0, length);
        drive.Fill(common);
        _constants.AddOwnDrive(drive, start, input);
        _constants.Rest(exponent, start);
        foreach (var channel in _channels)
        {
            channel.AddOwnUniform(drive, start);
        }

        foreach (var channel in _channels)
        {
            channel.Receive(drive, start);
        }

        for (var component = 0; component < _thresholds.Length; component++)
        {
            _constants.Adapt(component, exponent, _thresholds[component].AsSpan(start, length), start);
        }

        var spans = new MembraneSpans
        {
            Potential = _potential.AsSpan(start, length),
            HalfHazard = _halfHazard.AsSpan(start, length),
            HazardLeft = _hazardLeft.AsSpan(start, length),
            Release = _release.AsSpan(start, length),
            Drive = drive,
            Exponent = exponent,
        };
        FiredCount += _constants.Integrate(spans, now, start, _fired.AsSpan(FiredCount));
    }

    private void Reset(int neuron, long now)
    {
        _potential[neuron] = _constants.Reset(neuron);
        _halfHazard[neuron] = 0;
        _release[neuron] = now + _minimumInterval;
        for (var component = 0; component < _thresholds.Length; component++)
        {
            _thresholds[component][neuron] += _constants.ThresholdJump(component, neuron);
        }
    }
}
