using Spikelihood.Models.Networks;

namespace Spikelihood.Models.Gif;

/// <summary>What does not change about a range of one population's neurons during simulations, and the steps of their states that only need that.</summary>
internal abstract class NeuronConstants
{
    private readonly NeuronParameters _neurons;
    private readonly int _index;
    private readonly int _first;

    private protected NeuronConstants(NeuronParameters neurons, Population population, int index, int first)
    {
        _neurons = neurons;
        _index = index;
        _first = first;
        Population = population;
    }

    /// <summary>The population, as large as the range.</summary>
    internal Population Population { get; }

    /// <summary>The constants of each range of each population of a network.</summary>
    internal static NeuronConstants[][] Of(GifNetwork network, NeuronParameters neurons, Integration grid) =>
    [
        .. network.Populations.Select((population, i) => NeuronRange.Cut(population.Size)
            .Select(range => (range.First, Population: population with { Size = range.Size }))
            .Select(part => population.Heterogeneity.IsEmpty
                ? (NeuronConstants)new NeuronConstants<SharedValue>(neurons, part.Population, i, part.First, grid)
                : new NeuronConstants<OwnValue>(neurons, part.Population, i, part.First, grid))
            .ToArray()),
    ];

    /// <summary>The parameters of one neuron, counted within the range.</summary>
    internal Population Neuron(int neuron) => _neurons.Neuron(_index, _first + neuron);

    /// <summary>The filters of synapses onto these neurons.</summary>
    /// <param name="tauSynapse">tau_s of the sources, s.</param>
    /// <param name="step">s.</param>
    internal abstract SynapticFilters Filters(double tauSynapse, double step);

    /// <summary>What external input adds to the drive of all neurons alike, mV; 0 where neurons differ.</summary>
    internal abstract double CommonDrive(double input);

    /// <summary>Adds to the drive, mV, what external input gives each neuron beyond <see cref="CommonDrive"/>.</summary>
    internal abstract void AddOwnDrive(Span<double> drive, int start, double input);

    /// <summary>Sets the exponent to that of a neuron at rest that does not adapt.</summary>
    internal abstract void Rest(Span<double> exponent, int start);

    /// <summary><see cref="NeuronKernels.Adapt{T}"/> for one adaptation component.</summary>
    internal abstract void Adapt(int component, Span<double> exponent, Span<double> threshold, int start);

    /// <summary><see cref="NeuronKernels.Integrate{T}"/>.</summary>
    internal abstract int Integrate(in MembraneSpans spans, long now, int start, Span<int> fired);

    /// <summary>u_r - u_rest, mV.</summary>
    internal abstract double Reset(int neuron);

    /// <summary>What a spike adds to an adaptation component's trace, in units of delta_u.</summary>
    internal abstract double ThresholdJump(int component, int neuron);
}

/// <summary>The constants, each either one for all neurons or one for each.</summary>
internal sealed class NeuronConstants<T> : NeuronConstants
    where T : struct, INeuronValue<T>
{
    private readonly MembraneConstants<T> _membrane;
    private readonly T _inputGain, _restExponent;
    private readonly T[] _thresholdDecays, _thresholdJumps;

    internal NeuronConstants(NeuronParameters neurons, Population population, int index, int first, Integration grid)
        : base(neurons, population, index, first)
    {
        var step = grid.Step;
        var refractory = grid.RefractorySteps[index] * step;
        T Each(Func<Population, double> rule) => T.From(population.Size, neuron => rule(Neuron(neuron)));
        _membrane = new MembraneConstants<T>(
            Each(own => Math.Exp(-step / own.MembraneTimeConstant)), Each(own => own.ResetPotential - own.RestingPotential), Each(own => 1 / own.NoiseLevel));
        _inputGain = Each(own => own.Resistance * (1 - Math.Exp(-step / own.MembraneTimeConstant)));
        _restExponent = Each(own => Math.Log(own.EscapeRate * step / 2) + (own.RestingPotential - own.Threshold) / own.NoiseLevel);
        _thresholdDecays = [.. population.Adaptation.Select((_, i) => Each(own => Math.Exp(-step / own.Adaptation[i].TimeConstant)))];
        _thresholdJumps = [.. population.Adaptation.Select((_, i) => Each(own => Jump(own, own.Adaptation[i], refractory)))];
    }

    /// <inheritdoc/>
    internal override SynapticFilters Filters(double tauSynapse, double step) =>
        new SynapticFilters<T>(Population.Size, neuron => new SynapticFilter(Neuron(neuron).MembraneTimeConstant, tauSynapse, step), step);

    /// <inheritdoc/>
    internal override double CommonDrive(double input) => T.IsShared ? _inputGain.Of(0) * input : 0;

    /// <inheritdoc/>
    internal override void AddOwnDrive(Span<double> drive, int start, double input)
    {
        if (!T.IsShared)
        {
            NeuronKernels.AddInput(drive, _inputGain, input, start);
        }
    }

    /// <inheritdoc/>
    internal override void Rest(Span<double> exponent, int start) => _restExponent.CopyTo(exponent, start);

    /// <inheritdoc/>
    internal override void Adapt(int component, Span<double> exponent, Span<double> threshold, int start) =>
        NeuronKernels.Adapt(exponent, threshold, _thresholdDecays[component], start);

    /// <inheritdoc/>
    internal override int Integrate(in MembraneSpans spans, long now, int start, Span<int> fired) =>
        NeuronKernels.Integrate(spans, _membrane, now, start, fired);

    /// <inheritdoc/>
    internal override double Reset(int neuron) => _membrane.Reset.Of(neuron);

    /// <inheritdoc/>
    internal override double ThresholdJump(int component, int neuron) => _thresholdJumps[component].Of(neuron);

    // Started at the spike, the kernel passes through J_theta / tau_theta at t_ref; until then the neuron cannot fire. A kernel so short that its
    // start is beyond all numbers is over a step after t_ref, and a neuron that drew it does not adapt.
    private static double Jump(Population own, AdaptationComponent component, double refractory)
    {
        var jump = component.Strength / component.TimeConstant / own.NoiseLevel * Math.Exp(refractory / component.TimeConstant);
        return double.IsFinite(jump) ? jump : 0;
    }
}
