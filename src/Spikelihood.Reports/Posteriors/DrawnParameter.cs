using System.Collections.Immutable;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Posteriors;

/// <summary>One parameter as the figures of a posterior need it.</summary>
/// <param name="Record">Name, unit, prior in words.</param>
/// <param name="Summary">Its numbers, or null when the record has none.</param>
/// <param name="Prior">Its prior, or null when it is not known as more than words.</param>
/// <param name="Truth">Its true value, when known.</param>
/// <param name="Chains">[chain][draw].</param>
internal sealed record DrawnParameter(ParameterRecord Record, SampledParameter? Summary, Distribution? Prior, double? Truth, double[][] Chains)
{
    // The draws beyond are few; an axis that held them all would show little else.
    private const double Tail = 0.001;

    public string Name => Record.Name;

    /// <summary>All draws, chain after chain.</summary>
    public ImmutableArray<double> Values { get; } = [.. Chains.SelectMany(chain => chain)];

    /// <summary>Whether its axes are logarithmic: the prior is one of a logarithm or spans more than a decade, and no draw forbids it.</summary>
    public bool IsLogarithmic { get; } =
        (Prior is LogNormal or Log10Normal || ParameterAxis.IsLogarithmic(Record)) && Chains.All(chain => chain.All(value => value > 0));

    /// <summary>Where a value lies on an axis of equal lengths.</summary>
    public double Place(double value) => !IsLogarithmic ? value : value > 0 ? Math.Log(value) : double.NaN;

    /// <summary>The value at a place.</summary>
    public double Value(double place) => IsLogarithmic ? Math.Exp(place) : place;

    /// <summary>The places of nearly all draws, of a length.</summary>
    public Extent Places => Narrow.Drawable(0);

    /// <summary>The places of nearly all draws and of the truth, with a margin.</summary>
    public Extent PlacesWithTruth => (Truth is { } truth ? Narrow.With(Place(truth)) : Narrow).Drawable(0.06);

    /// <summary>The same in values.</summary>
    public Extent Range => new(Value(PlacesWithTruth.Low), Value(PlacesWithTruth.High));

    /// <summary>Name and unit.</summary>
    public string Label => ParameterAxis.Label(Record);

    private Extent Narrow
    {
        get
        {
            var sorted = Values.Select(Place).Where(double.IsFinite).Order().ToArray();
            return sorted.Length == 0
                ? Extent.Nothing
                : new Extent(sorted[(int)(Tail * (sorted.Length - 1))], sorted[(int)Math.Ceiling((1 - Tail) * (sorted.Length - 1))]);
        }
    }
}
