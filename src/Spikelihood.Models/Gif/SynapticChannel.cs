namespace Spikelihood.Models.Gif;

/// <summary>
/// The synaptic current into one population from all source populations that share a synaptic time constant: exponentials of one time constant add up
/// to one,
/// so a single trace for each neuron serves them all, each spike weighted by its w on arrival.
/// </summary>
internal sealed class SynapticChannel
{
    private readonly SynapticFilter _filter;
    private readonly double[] _filtered, _arrived;
    private double _uniformFiltered, _uniformArrived;

    /// <param name="filter">For the channel's time constant and the target's membrane.</param>
    /// <param name="neurons">Target neurons, rounded up to whole vectors; 0 when no source has synapses of its own with single neurons.</param>
    internal SynapticChannel(SynapticFilter filter, int neurons)
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
    /// <param name="step">s.</param>
    internal void Receive(Span<double> drive, int start, double step)
    {
        if (_filtered.Length > 0)
        {
            NeuronKernels.Receive(drive, _filtered.AsSpan(start, drive.Length), _arrived.AsSpan(start, drive.Length), _filter, step);
        }
    }

    /// <summary>The step's contribution that is the same for all neurons, mV; moves its trace on.</summary>
    internal double ReceiveUniform(double step)
    {
        var rate = _uniformArrived / step;
        var contribution = _filter.FromState * _uniformFiltered + _filter.FromArrival * rate;
        _uniformFiltered = _filter.Decay * _uniformFiltered + (1 - _filter.Decay) * rate;
        _uniformArrived = 0;
        return contribution;
    }
}
