using System.Collections.Immutable;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Studies.Files.Yaml;
using YamlDotNet.RepresentationModel;

namespace Spikelihood.Studies.Files.Models;

/// <summary>A distribution of neurons that a model file can name.</summary>
/// <param name="Name">For example <c>normal</c>.</param>
/// <param name="First">What its first number is called.</param>
/// <param name="Second">What its second number is called.</param>
/// <param name="Problem">What is wrong with two numbers, or null.</param>
/// <param name="Create">The distribution with these numbers.</param>
/// <param name="Numbers">The numbers of a distribution, or null when it is of another kind.</param>
internal sealed record DistributionKind(
    string Name,
    string First,
    string Second,
    Func<double, double, string?> Problem,
    Func<double, double, Distribution> Create,
    Func<Distribution, (double First, double Second)?> Numbers)
{
    private const string Width = "the standard deviation must be greater than 0; write a plain number where all neurons are alike";

    private static readonly ImmutableArray<DistributionKind> All =
    [
        Scattered("normal", (mean, deviation) => new Normal(mean, deviation), d => d is Normal own ? (own.Mean, own.StandardDeviation) : null),
        Scattered("log10_normal", (mean, deviation) => new Log10Normal(mean, deviation), d => d is Log10Normal own ? (own.Mean, own.StandardDeviation) : null),
        Scattered("log_normal", (mean, deviation) => new LogNormal(mean, deviation), d => d is LogNormal own ? (own.LogMean, own.LogStandardDeviation) : null),
        new("gamma", "shape", "scale", (shape, scale) => shape > 0 && scale > 0 ? null : "shape and scale must be greater than 0",
            (shape, scale) => new Gamma(shape, scale), d => d is Gamma own ? (own.Shape, own.Scale) : null),
        new("uniform", "lower bound", "upper bound", (lower, upper) => upper > lower ? null : "the upper bound must be greater than the lower one",
            (lower, upper) => new Uniform(lower, upper), d => d is Uniform own ? (own.Lower, own.Upper) : null),
    ];

    /// <summary>The distribution that was written.</summary>
    public static Distribution Read(YamlValue place, WrittenDistribution written)
    {
        if (All.FirstOrDefault(kind => kind.Name == written.Kind) is not { } kind)
        {
            throw place.Error($"unknown distribution '{written.Kind}'; {NearestName.Hint(written.Kind, [.. All.Select(known => known.Name)])}");
        }

        var (first, second) = written.Two(place, kind.First, kind.Second);
        return kind.Problem(first, second) is { } problem ? throw place.Error(problem) : kind.Create(first, second);
    }

    /// <summary>The distribution as <see cref="Read"/> reads it back.</summary>
    public static YamlNode Node(Distribution distribution)
    {
        foreach (var kind in All)
        {
            if (kind.Numbers(distribution) is var (first, second))
            {
                return new YamlMappingNode { { kind.Name, YamlOutput.Line([YamlOutput.Number(first), YamlOutput.Number(second)]) } };
            }
        }

        throw new ArgumentException($"A model file has no name for {distribution.Describe()}.", nameof(distribution));
    }

    private static DistributionKind Scattered(
        string name, Func<double, double, Distribution> create, Func<Distribution, (double First, double Second)?> numbers) =>
        new(name, "mean", "standard deviation", (_, deviation) => deviation > 0 ? null : Width, create, numbers);
}
