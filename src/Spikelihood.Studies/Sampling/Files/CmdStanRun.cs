using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>What a CmdStan file tells besides the draws: how its chain was run.</summary>
public sealed record CmdStanRun
{
    /// <summary>What was inferred: the study's name.</summary>
    public required string Model { get; init; }

    /// <summary>The chain's number, from 1.</summary>
    public required int Chain { get; init; }

    /// <summary>The seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How chains were run.</summary>
    public required SamplingOptions Options { get; init; }

    /// <summary>The unit of each parameter, in the order of the draws; empty text where there is none.</summary>
    public required ImmutableArray<string> Units { get; init; }

    /// <summary>
    /// The inverse of the metric, in the coordinates in which the chain moved: one row for a diagonal one (the variances), else all rows; empty for draws
    /// that no Hamiltonian sampler made.
    /// </summary>
    public ImmutableArray<ImmutableArray<double>> InverseMetric { get; init; } = [];

    /// <summary>Wall time of warm-up and of the draws, s; null to leave it out, so that equal draws make equal files.</summary>
    public (double Warmup, double Sampling)? Seconds { get; init; }

    /// <summary>The rows of a metric's inverse.</summary>
    public static ImmutableArray<ImmutableArray<double>> Invert(IMetric metric, MetricShape shape)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var (unit, row) = (new double[metric.Dimension], new double[metric.Dimension]);
        if (shape == MetricShape.Diagonal)
        {
            metric.Variances(row);
            return [[.. row]];
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<double>>(metric.Dimension);
        for (var i = 0; i < metric.Dimension; i++)
        {
            unit[i] = 1;
            metric.Velocity(unit, row);
            unit[i] = 0;
            rows.Add([.. row]);
        }

        return rows.MoveToImmutable();
    }
}
