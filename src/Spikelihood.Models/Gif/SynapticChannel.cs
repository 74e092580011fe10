namespace Spikelihood.Models.Gif;

/// <summary>
/// The synaptic current into one population from all source populations that share a synaptic time constant: exponentials of one time constant add up
/// to one,
/// so a single trace for each neuron serves them all, each spike weighted by its w on arrival.
/// </summary>
internal sealed class SynapticChannel
{
    private readonly SynapticFilters _filter;
    private readonly double[] _filtered, _arrived;
    private double _uniformFiltered, _uniformArrived, _uniformState, _uniformRate;

    /// <param name="filter">For the channel's time constant and the targets' membranes.</param>
    /// <param name="neurons">Target neurons, rounded up to whole vectors; 0 when no source has synapses of its own with single neurons.</param>
    internal SynapticChannel(SynapticFilters filter, int neurons)
    {
        _filter = filter;
        _filtered = new double[neurons];
        _arrived = new double[neurons];
    }

    /// <summary>Delivers one spike along its synapses, each of weight w, mV.</summary>
    internal void Deliver(ReadOnlySpan<ushort> targets, double weight) => NeuronKernels.Deliver(_arrived, targets, weight);

    /// <summary>Delivers to every neuron alike.</summary>
    /// <param name="weight">Summed over the spikes, mV.</param>
    internal void DeliverToAll(double weight) => _uniformArrived += weight;

    /// <summary>Adds the step's contribution from the neurons' own synapses to <paramref name="drive"/>, mV, and moves the traces on.</summary>
    /// <param name="drive">For the neurons from <paramref name="start"/> on.</param>
    /// <param name="start">The first neuron.</param>
    internal void Receive(Span<double> drive, int start)
    {
        if (_filtered.Length > 0)
        {
            _filter.Receive(drive, _filtered.AsSpan(start, drive.Length), _arrived.AsSpan(start, drive.Length), start);
        }
    }

    /// <summary>What arrived for all neurons alike and adds the same to the drive of all, mV; moves its trace on, once a step.</summary>
    /// <param name="step">s.</param>
    internal double ReceiveUniform(double step)
    {
        _uniformState = _uniformFiltered;
        _uniformRate = _uniformArrived / step;
        _uniformFiltered = _filter.Decay * _uniformFiltered + (1 - _filter.Decay) * _uniformRate;
        _uniformArrived = 0;
        return _filter.CommonDrive(_uniformState, _uniformRate);
    }

    /// <summary>Adds what arrived for all neurons alike where it moves every neuron in its own way, mV.</summary>
    internal void AddOwnUniform(Span<double> drive, int start) => _filter.AddOwnDrive(drive, start, _uniformState, _uniformRate);
}
