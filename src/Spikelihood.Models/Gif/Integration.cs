using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Gif;

/// <summary>The inner time grid of a network: times as whole numbers of inner steps, checked.</summary>
internal sealed class Integration
{
    private readonly int[,] _delays;

    internal Integration(GifNetwork network, GifOptions options)
    {
        NetworkCheck.Require(network);
        var wanted = options.InnerStep ?? FineStep.Of(network.TimeStep);
        Require(wanted > 0, $"the inner step is {wanted} s; it must be positive.");
        PartsPerStep = (int)Math.Clamp(Math.Round(network.TimeStep / wanted), 1, 1_000_000);
        Require(Math.Abs(PartsPerStep * wanted - network.TimeStep) <= 1e-6 * network.TimeStep,
            $"the inner step of {wanted} s does not divide the time step of {network.TimeStep} s into whole parts; choose another inner step.");
        Step = network.TimeStep / PartsPerStep;

        var size = network.Populations.Length;
        var oneMore = options.MinimumInterval == MinimumInterval.RefractoryPeriodAndStep ? 1 : 0;
        RefractorySteps = new int[size];
        MinimumIntervals = new int[size];
        _delays = new int[size, size];
        for (var target = 0; target < size; target++)
        {
            var population = network.Populations[target];
            RefractorySteps[target] = Whole(population.RefractoryPeriod, $"t_ref of {population.Name}");
            MinimumIntervals[target] = Math.Max(1, RefractorySteps[target] + oneMore);
            for (var source = 0; source < size; source++)
            {
                var delay = Whole(network.Connections.Delay[target, source], $"the delay from {network.Populations[source].Name} to {population.Name}");
                Require(delay >= 1, $"the delay from {network.Populations[source].Name} to {population.Name} is shorter than a step; it must be at least {Step} s.");
                _delays[target, source] = delay;
                LongestDelay = Math.Max(LongestDelay, delay);
                ShortestDelay = Math.Min(ShortestDelay, delay);
            }
        }
    }

    /// <summary>The inner step, s.</summary>
    internal double Step { get; }

    /// <summary>Inner steps in a model step.</summary>
    internal int PartsPerStep { get; }

    /// <summary>t_ref of each population, inner steps.</summary>
    internal int[] RefractorySteps { get; }

    /// <summary>The shortest interval between two spikes of a neuron of each population, inner steps.</summary>
    internal int[] MinimumIntervals { get; }

    /// <summary>The longest delay, inner steps.</summary>
    internal int LongestDelay { get; }

    /// <summary>The shortest delay, inner steps.</summary>
    internal int ShortestDelay { get; } = int.MaxValue;

    /// <summary>The delay from a source to a target population, inner steps.</summary>
    internal int Delay(int target, int source) => _delays[target, source];

    private static void Require(bool condition, FormattableString otherwise)
    {
        if (!condition)
        {
            throw new InputException(otherwise.ToString(CultureInfo.InvariantCulture));
        }
    }

    private int Whole(double time, string what)
    {
        var steps = time / Step;
        var whole = Math.Round(steps);
        Require(whole is >= 0 and < 1e8 && Math.Abs(steps - whole) <= 1e-6 * Math.Max(1, whole),
            $"{what} is {time} s; it must be a whole number of inner steps of {Step} s.");
        return (int)whole;
    }
}
