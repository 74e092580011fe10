using System.Collections.Immutable;
using Spikelihood.Inference.Parameters;
using Spikelihood.Models.Networks;

namespace Spikelihood.Studies.Binding;

/// <summary>
/// The coordinates in which the posterior of an adapting population is close to a normal distribution. In natural or log coordinates it is a thin
/// curved sheet, because a larger c is paid back by a larger J_theta through the mean adaptation. Here c gives way to the log hazard at the mean
/// state of the data,
/// a = log c + (u_rest + R I + tau_m sum_b p N w A_b - u_th - J_theta A) / delta_u,
/// w to w / delta_u, J_theta to log(J_theta / (tau_theta delta_u)), every other positive parameter to its logarithm, p to its logit, and voltages stay.
/// The map is triangular with c last (docs/coordinates.md).
/// </summary>
public sealed class CentredCoordinates : ICoordinates
{
    private readonly ParameterLayout _layout;
    private readonly ImmutableArray<int> _inferred;
    private readonly double[] _fixed;
    private readonly int[] _sizes;
    private readonly MeanState _mean;

    /// <summary>Coordinates for some of a network's parameters.</summary>
    /// <param name="network">Sizes, and the values of everything not inferred.</param>
    /// <param name="layout">The order of the flat parameter vector.</param>
    /// <param name="inferred">The inferred places of the flat vector, ascending.</param>
    /// <param name="mean">The mean of the data.</param>
    public CentredCoordinates(GifNetwork network, ParameterLayout layout, ImmutableArray<int> inferred, MeanState mean)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(mean);
        _layout = layout;
        _inferred = inferred;
        _fixed = layout.Read(network);
        _sizes = [.. network.Populations.Select(population => population.Size)];
        _mean = mean;
    }

    /// <inheritdoc/>
    public int Dimension => _inferred.Length;

    /// <summary>The whole flat vector: inferred values put among the fixed ones.</summary>
    public double[] Complete(ReadOnlySpan<double> natural)
    {
        var flat = (double[])_fixed.Clone();
        for (var i = 0; i < Dimension; i++)
        {
            flat[_inferred[i]] = natural[i];
        }

        return flat;
    }

    /// <summary>The inferred entries of a flat vector.</summary>
    public void Pick(ReadOnlySpan<double> flat, Span<double> inferred)
    {
        for (var i = 0; i < Dimension; i++)
        {
            inferred[i] = flat[_inferred[i]];
        }
    }

    /// <summary>The coordinate a of each population whose c is inferred, by place in the position.</summary>
    public IEnumerable<(int Place, int Population)> HazardPlaces() =>
        Enumerable.Range(0, Dimension).Where(i => Parameter(i).Family == "c").Select(i => (i, Parameter(i).Population));

    /// <inheritdoc/>
    public void ToNatural(ReadOnlySpan<double> position, Span<double> natural)
    {
        var flat = (double[])_fixed.Clone();
        for (var i = 0; i < Dimension; i++)
        {
            flat[_inferred[i]] = Parameter(i).Family switch
            {
                "tau_m" or "tau_s" or "tau_theta" or "delta_u" or "R" => Math.Exp(position[i]),
                "p" => 1 / (1 + Math.Exp(-position[i])),
                _ => position[i],
            };
        }

        for (var i = 0; i < Dimension; i++)
        {
            var parameter = Parameter(i);
            var noise = flat[_layout.NoiseLevel(parameter.Population)];
            if (parameter.Family == "w")
            {
                flat[_inferred[i]] = position[i] * noise;
            }
            else if (parameter.Family == "J_theta")
            {
                flat[_inferred[i]] = Math.Exp(position[i]) * noise * flat[_layout.AdaptationTimeConstant(parameter.Population, parameter.Other)];
            }
        }

        for (var i = 0; i < Dimension; i++)
        {
            var parameter = Parameter(i);
            if (parameter.Family == "c")
            {
                flat[_inferred[i]] = Math.Exp(position[i] - Drive(flat, parameter.Population) / flat[_layout.NoiseLevel(parameter.Population)]);
            }
        }

        Pick(flat, natural);
    }

    /// <inheritdoc/>
    public void ToPosition(ReadOnlySpan<double> natural, Span<double> position)
    {
        var flat = Complete(natural);
        for (var i = 0; i < Dimension; i++)
        {
            var parameter = Parameter(i);
            var value = natural[i];
            var noise = flat[_layout.NoiseLevel(parameter.Population)];
            position[i] = parameter.Family switch
            {
                "tau_m" or "tau_s" or "tau_theta" or "delta_u" or "R" => Math.Log(value),
                "p" => Math.Log(value / (1 - value)),
                "w" => value / noise,
                "J_theta" => Math.Log(value / (noise * flat[_layout.AdaptationTimeConstant(parameter.Population, parameter.Other)])),
                "c" => Math.Log(value) + Drive(flat, parameter.Population) / noise,
                _ => value,
            };
        }
    }

    /// <inheritdoc/>
    public double LogJacobian(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, Span<double> gradient)
    {
        // Per coordinate the log of the diagonal of the triangular map; its derivative by the natural values is pulled back.
        var sum = 0.0;
        var flat = Complete(natural);
        var slope = new double[_layout.Count];
        for (var i = 0; i < Dimension; i++)
        {
            var parameter = Parameter(i);
            var value = natural[i];
            switch (parameter.Family)
            {
                case "w":
                    var noise = _layout.NoiseLevel(parameter.Population);
                    sum += Math.Log(flat[noise]);
                    slope[noise] += 1 / flat[noise];
                    break;
                case "p":
                    sum += Math.Log(value) + Math.Log(1 - value);
                    slope[_inferred[i]] += 1 / value - 1 / (1 - value);
                    break;
                case "tau_m" or "tau_s" or "tau_theta" or "delta_u" or "R" or "J_theta" or "c":
                    sum += Math.Log(value);
                    slope[_inferred[i]] += 1 / value;
                    break;
            }
        }

        PullBackFlat(flat, slope, gradient);
        return sum;
    }

    /// <inheritdoc/>
    public void PullBack(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, ReadOnlySpan<double> naturalGradient, Span<double> positionGradient)
    {
        var slope = new double[_layout.Count];
        for (var i = 0; i < Dimension; i++)
        {
            slope[_inferred[i]] = naturalGradient[i];
        }

        PullBackFlat(Complete(natural), slope, positionGradient);
    }

    /// <summary>The chain rule backwards through the triangular map: c first, then J_theta and w, then the rest.</summary>
    private void PullBackFlat(double[] flat, double[] slope, Span<double> result)
    {
        for (var i = 0; i < Dimension; i++)
        {
            var parameter = Parameter(i);
            if (parameter.Family == "c")
            {
                result[i] = slope[_inferred[i]] * flat[_inferred[i]];
                AddDriveSlopes(flat, slope, parameter.Population, -result[i]);
            }
        }

        for (var i = 0; i < Dimension; i++)
        {
            var parameter = Parameter(i);
            var noise = _layout.NoiseLevel(parameter.Population);
            if (parameter.Family == "w")
            {
                result[i] = slope[_inferred[i]] * flat[noise];
                slope[noise] += slope[_inferred[i]] * flat[_inferred[i]] / flat[noise];
            }
            else if (parameter.Family == "J_theta")
            {
                var tau = _layout.AdaptationTimeConstant(parameter.Population, parameter.Other);
                result[i] = slope[_inferred[i]] * flat[_inferred[i]];
                slope[noise] += result[i] / flat[noise];
                slope[tau] += result[i] / flat[tau];
            }
        }

        for (var i = 0; i < Dimension; i++)
        {
            var value = flat[_inferred[i]];
            switch (Parameter(i).Family)
            {
                case "w" or "J_theta" or "c":
                    break;
                case "tau_m" or "tau_s" or "tau_theta" or "delta_u" or "R":
                    result[i] = slope[_inferred[i]] * value;
                    break;
                case "p":
                    result[i] = slope[_inferred[i]] * value * (1 - value);
                    break;
                default:
                    result[i] = slope[_inferred[i]];
                    break;
            }
        }
    }

    /// <summary>Adds <paramref name="factor"/> times the derivatives of drive / delta_u.</summary>
    private void AddDriveSlopes(double[] flat, double[] slope, int population, double factor)
    {
        var noise = flat[_layout.NoiseLevel(population)];
        var per = factor / noise;
        slope[_layout.NoiseLevel(population)] -= per * Drive(flat, population) / noise;
        slope[_layout.RestingPotential(population)] += per;
        slope[_layout.Threshold(population)] -= per;
        slope[_layout.Resistance(population)] += per * _mean.Input[population];
        var tau = _layout.MembraneTimeConstant(population);
        for (var source = 0; source < _sizes.Length; source++)
        {
            var (weight, probability) = (_layout.Weight(population, source), _layout.Probability(population, source));
            var spikes = _sizes[source] * _mean.Activity[source];
            slope[tau] += per * flat[probability] * flat[weight] * spikes;
            slope[weight] += per * flat[tau] * flat[probability] * spikes;
            slope[probability] += per * flat[tau] * flat[weight] * spikes;
        }

        for (var component = 0; component < _layout.Components(population); component++)
        {
            slope[_layout.AdaptationStrength(population, component)] -= per * _mean.Activity[population];
        }
    }

    /// <summary>u - threshold at the mean state, mV.</summary>
    private double Drive(double[] flat, int population)
    {
        var drive = flat[_layout.RestingPotential(population)] - flat[_layout.Threshold(population)]
            + flat[_layout.Resistance(population)] * _mean.Input[population];
        for (var source = 0; source < _sizes.Length; source++)
        {
            drive += flat[_layout.MembraneTimeConstant(population)] * flat[_layout.Probability(population, source)]
                * flat[_layout.Weight(population, source)] * _sizes[source] * _mean.Activity[source];
        }

        for (var component = 0; component < _layout.Components(population); component++)
        {
            drive -= flat[_layout.AdaptationStrength(population, component)] * _mean.Activity[population];
        }

        return drive;
    }

    private NetworkParameter Parameter(int i) => _layout.All[_inferred[i]];
}
