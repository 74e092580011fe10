using Spikelihood.Models.Networks;
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
    private readonly double[] _thresholdDecays, _thresholdJumps;
    private readonly double[] _drive = new double[Chunk], _exponent = new double[Chunk];
    private readonly int[] _fired;
    private readonly SynapticChannel[] _channels;
    private readonly MembraneConstants _constants;
    private readonly double _step, _restExponent;
    private readonly int _minimumInterval;

    internal PopulationState(Population population, double step, int refractorySteps, int minimumInterval, SynapticChannel[] channels, Rng[] streams)
    {
        Population = population;
        _step = step;
        _channels = channels;
        _streams = streams;
        _minimumInterval = minimumInterval;
        _constants = new MembraneConstants(
            Math.Exp(-step / population.MembraneTimeConstant), population.ResetPotential - population.RestingPotential, 1 / population.NoiseLevel);
        InputGain = population.Resistance * (1 - _constants.Decay);
        _restExponent = Math.Log(population.EscapeRate * step / 2) + (population.RestingPotential - population.Threshold) / population.NoiseLevel;

        var padded = (population.Size + NeuronKernels.Lanes - 1) / NeuronKernels.Lanes * NeuronKernels.Lanes;
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
        _thresholdDecays = [.. population.Adaptation.Select(component => Math.Exp(-step / component.TimeConstant))];
        // Started at the spike, the kernel passes through J_theta / tau_theta at t_ref; until then the neuron cannot fire.
        _thresholdJumps = [.. population.Adaptation.Select(component =>
            component.Strength / component.TimeConstant / population.NoiseLevel * Math.Exp(refractorySteps * step / component.TimeConstant))];
    }

    internal Population Population { get; }

    /// <summary>mV that a mA of input held through a step adds to u.</summary>
    internal double InputGain { get; }

    /// <summary>The neurons that fired in the last step, ascending.</summary>
    internal ReadOnlySpan<int> Fired => _fired.AsSpan(0, FiredCount);

    /// <summary>How many neurons fired in the last step.</summary>
    internal int FiredCount { get; private set; }

    /// <summary>u at the end of the last step, mV.</summary>
    internal double Potential(int neuron) => _potential[neuron] + Population.RestingPotential;

    /// <summary>The threshold in the last step, mV; without meaning for a neuron that is refractory.</summary>
    internal double Threshold(int neuron) => Population.Threshold + Population.NoiseLevel * _thresholds.Sum(trace => trace[neuron]);

    /// <summary>Lets every neuron fire in the step before the first.</summary>
    internal void FireAll()
    {
        for (var neuron = 0; neuron < Population.Size; neuron++)
        {
            Reset(neuron, -1);
        }
    }

    /// <summary>Advances by one step.</summary>
    /// <param name="now">The step's number.</param>
    /// <param name="input">Input in the step, mA.</param>
    internal void Advance(long now, double input)
    {
        var common = InputGain * input;
        foreach (var channel in _channels)
        {
            common += channel.ReceiveUniform(_step);
        }

        FiredCount = 0;
        for (var start = 0; start < _potential.Length; start += Chunk)
        {
            AdvanceChunk(now, start, Math.Min(Chunk, _potential.Length - start), common);
        }

        foreach (var neuron in Fired)
        {
            Reset(neuron, now);
            _hazardLeft[neuron] = Exponential(ref _streams[neuron]);
        }
    }

    private static double Exponential(ref Rng rng) => -Math.Log(1 - rng.NextDouble());

    private void AdvanceChunk(long now, int start, int length, double common)
    {
        var drive = _drive.AsSpan(0, length);
        var exponent = _exponent.AsSpan(0, length);
        drive.Fill(common);
        exponent.Fill(_restExponent);
        foreach (var channel in _channels)
        {
            channel.Receive(drive, start, _step);
        }

        for (var component = 0; component < _thresholds.Length; component++)
        {
            NeuronKernels.Adapt(exponent, _thresholds[component].AsSpan(start, length), _thresholdDecays[component]);
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
        FiredCount += NeuronKernels.Integrate(spans, _constants, now, start, _fired.AsSpan(FiredCount));
    }

    private void Reset(int neuron, long now)
    {
        _potential[neuron] = _constants.Reset;
        _halfHazard[neuron] = 0;
        _release[neuron] = now + _minimumInterval;
        for (var component = 0; component < _thresholds.Length; component++)
        {
            _thresholds[component][neuron] += _thresholdJumps[component];
        }
    }
}
