namespace Spikelihood.Models.Gif;

/// <summary>The filter of one synaptic time constant onto the neurons of one population, whose membranes may differ.</summary>
internal abstract class SynapticFilters
{
    private protected SynapticFilters(double decay) => Decay = decay;

    /// <summary>exp(-step / tau_s): the same for all targets.</summary>
    internal double Decay { get; }

    /// <summary><see cref="NeuronKernels.Receive{T}"/> for the neurons from <paramref name="start"/> on.</summary>
    internal abstract void Receive(Span<double> drive, Span<double> filtered, Span<double> arrived, int start);

    /// <summary>What input that is the same for all neurons adds to the drive of all alike, mV; 0 where neurons differ.</summary>
    /// <param name="state">Filtered input before the step, mV/s.</param>
    /// <param name="rate">Input arriving in the step, mV/s.</param>
    internal abstract double CommonDrive(double state, double rate);

    /// <summary>Adds to the drive, mV, what input that is the same for all neurons gives each of them beyond <see cref="CommonDrive"/>.</summary>
    /// <param name="drive">For the neurons from <paramref name="start"/> on.</param>
    /// <param name="start">The first neuron.</param>
    /// <param name="state">Filtered input before the step, mV/s.</param>
    /// <param name="rate">Input arriving in the step, mV/s.</param>
    internal abstract void AddOwnDrive(Span<double> drive, int start, double state, double rate);
}

/// <summary>The filters, the same for all target neurons or one for each.</summary>
internal sealed class SynapticFilters<T> : SynapticFilters
    where T : struct, INeuronValue<T>
{
    private readonly T _fromState, _fromArrival, _fromSpikes;
    private readonly double _step;

    /// <param name="neurons">How many target neurons there are.</param>
    /// <param name="filterOf">The filter onto one of them.</param>
    /// <param name="step">s.</param>
    internal SynapticFilters(int neurons, Func<int, SynapticFilter> filterOf, double step)
        : base(filterOf(0).Decay)
    {
        _step = step;
        _fromState = T.From(neurons, neuron => filterOf(neuron).FromState);
        _fromArrival = T.From(neurons, neuron => filterOf(neuron).FromArrival);
        _fromSpikes = T.From(neurons, neuron => filterOf(neuron).FromArrival / step);
    }

    /// <inheritdoc/>
    internal override void Receive(Span<double> drive, Span<double> filtered, Span<double> arrived, int start) =>
        NeuronKernels.Receive(drive, filtered, arrived, new ReceiveConstants<T>(_fromState, _fromSpikes, Decay, (1 - Decay) / _step), start);

    /// <inheritdoc/>
    internal override double CommonDrive(double state, double rate) => T.IsShared ? _fromState.Of(0) * state + _fromArrival.Of(0) * rate : 0;

    /// <inheritdoc/>
    internal override void AddOwnDrive(Span<double> drive, int start, double state, double rate)
    {
        if (!T.IsShared && (state != 0 || rate != 0))
        {
            NeuronKernels.AddUniform(drive, _fromState, state, _fromArrival, rate, start);
        }
    }
}
