using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>
/// The microscopic network written a second time, as plainly as possible: a dense table of synapse numbers, one neuron after the other, one current
/// for each
/// neuron and source population, thresholds raised when refractoriness ends, a Bernoulli chance in every step. Shares no code with the simulator.
/// </summary>
internal sealed class PlainGif
{
    private readonly GifNetwork _network;
    private readonly double _h;
    private readonly int[] _of, _first;
    private readonly Population[] _own;
    private readonly int[,] _synapses;
    private readonly double[,] _y;
    private readonly double[] _u, _lambda;
    private readonly double[][] _theta;
    private readonly long[] _last;
    private readonly List<int[]> _spikes = [];

    /// <param name="network">Parameters; single connections count w each (p w under the all-to-all rule).</param>
    /// <param name="synapses">How many synapses go from [, source] to [target, ]; neurons numbered through all populations.</param>
    /// <param name="h">Inner step, s.</param>
    /// <param name="neurons">The parameters of each neuron where they differ.</param>
    internal PlainGif(GifNetwork network, int[,] synapses, double h, Population[]? neurons = null)
    {
        (_network, _synapses, _h) = (network, synapses, h);
        _of = [.. network.Populations.SelectMany((p, i) => Enumerable.Repeat(i, p.Size))];
        _own = neurons ?? [.. _of.Select(p => network.Populations[p])];
        _first = [.. network.Populations.Select((_, i) => network.Populations.Take(i).Sum(p => p.Size))];
        _u = [.. _own.Select(own => own.RestingPotential)];
        _y = new double[_of.Length, network.Populations.Length];
        _lambda = new double[_of.Length];
        _theta = [.. _of.Select(p => new double[network.Populations[p].Adaptation.Length])];
        _last = [.. _of.Select(_ => long.MinValue / 2)];
        Probability = new double[_of.Length];
    }

    internal int Neurons => _of.Length;

    /// <summary>The chance of each neuron to fire in the step last integrated.</summary>
    internal double[] Probability { get; }

    internal double Potential(int neuron) => _u[neuron];

    internal double Threshold(int neuron) => _own[neuron].Threshold + _theta[neuron].Sum();

    internal bool Refractory(int neuron) => _spikes.Count - 1 - _last[neuron] < Math.Round(_own[neuron].RefractoryPeriod / _h);

    /// <summary>A dense table drawn by the network's rule, pair by pair.</summary>
    internal static int[,] Draw(GifNetwork network, ref Rng rng)
    {
        int[] of = [.. network.Populations.SelectMany((p, i) => Enumerable.Repeat(i, p.Size))];
        var table = new int[of.Length, of.Length];
        for (var target = 0; target < of.Length; target++)
        {
            for (var source = 0; source < of.Length; source++)
            {
                var p = network.Connections.Probability[of[target], of[source]];
                table[target, source] = network.Connections.Rule switch
                {
                    ConnectionRule.AllToAll => 1,
                    ConnectionRule.Random => rng.NextDouble() < p ? 1 : 0,
                    _ => 0,
                };
            }

            for (int population = 0, first = 0; network.Connections.Rule == ConnectionRule.FixedInDegree && population < network.Populations.Length; population++)
            {
                var size = network.Populations[population].Size;
                for (var synapse = 0; synapse < (int)(network.Connections.Probability[of[target], population] * size); synapse++)
                {
                    table[target, first + rng.NextInt(size)]++;
                }

                first += size;
            }
        }

        return table;
    }

    /// <summary>Moves potentials, thresholds and chances on by one step; <see cref="Fire"/> must follow.</summary>
    internal void Integrate(double[] input)
    {
        var now = _spikes.Count;
        for (var i = 0; i < _of.Length; i++)
        {
            var a = _own[i];
            var age = now - _last[i];
            var refractory = Math.Round(a.RefractoryPeriod / _h);
            var decay = Math.Exp(-_h / a.MembraneTimeConstant);
            var drive = a.Resistance * input[_of[i]] * (1 - decay);
            for (var b = 0; b < _network.Populations.Length; b++)
            {
                drive += Synaptic(i, b, now);
            }

            _u[i] = age < refractory ? a.ResetPotential : a.RestingPotential + (_u[i] - a.RestingPotential) * decay + drive;
            for (var component = 0; component < a.Adaptation.Length; component++)
            {
                var (strength, tau) = (a.Adaptation[component].Strength, a.Adaptation[component].TimeConstant);
                _theta[i][component] *= Math.Exp(-_h / tau);
                _theta[i][component] += age == (long)refractory ? strength / tau : 0;
            }

            var lambda = age < refractory ? 0 : a.EscapeRate * Math.Exp((_u[i] - Threshold(i)) / a.NoiseLevel);
            Probability[i] = age < refractory ? 0 : 1 - Math.Exp(-_h * (lambda + _lambda[i]) / 2);
            _lambda[i] = lambda;
        }
    }

    /// <summary>Lets neurons fire in the step just integrated.</summary>
    internal void Fire(int[] neurons)
    {
        _spikes.Add(neurons);
        foreach (var neuron in neurons)
        {
            _last[neuron] = _spikes.Count - 1;
            _u[neuron] = _own[neuron].ResetPotential;
            _lambda[neuron] = 0;
        }
    }

    /// <summary>One step with chance; returns who fired.</summary>
    internal int[] Advance(double[] input, ref Rng rng)
    {
        Integrate(input);
        var fired = new List<int>();
        for (var i = 0; i < _of.Length; i++)
        {
            if (rng.NextDouble() < Probability[i])
            {
                fired.Add(i);
            }
        }

        Fire([.. fired]);
        return [.. fired];
    }

    internal int PopulationOf(int neuron) => _of[neuron];

    private double Synaptic(int i, int b, int now)
    {
        var source = _network.Populations[b];
        double tauM = _own[i].MembraneTimeConstant, tauS = source.SynapticTimeConstant;
        double em = Math.Exp(-_h / tauM), es = Math.Exp(-_h / tauS);
        var then = now - (int)Math.Round(_network.Connections.Delay[_of[i], b] / _h);
        double rate = 0;
        if (then >= 0)
        {
            foreach (var j in _spikes[then])
            {
                rate += j >= _first[b] && j < _first[b] + source.Size ? _synapses[i, j] / _h : 0;
            }
        }

        var y = _y[i, b];
        _y[i, b] = rate + (y - rate) * es;
        var weight = _network.Connections.Weight[_of[i], b] * (_network.Connections.Rule == ConnectionRule.AllToAll ? _network.Connections.Probability[_of[i], b] : 1);
        return tauM * weight * (rate + (tauS * es * (y - rate) - em * (tauS * y - tauM * rate)) / (tauS - tauM));
    }
}
