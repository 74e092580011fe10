using System.Collections.Immutable;

namespace Spikelihood.Studies.Runs;

/// <summary>What the data alone, without any prior, determine about the inferred parameters near one point (docs/identifiability.md).</summary>
public sealed record IdentifiabilityRecord
{
    /// <summary>Where the information was measured: <c>the model's own values</c> or <c>the best point</c>.</summary>
    public required string At { get; init; }

    /// <summary>How many parameters are inferred.</summary>
    public required int Inferred { get; init; }

    /// <summary>How many independent combinations of them the data determine: the rank of the Fisher information.</summary>
    public required int Determined { get; init; }

    /// <summary>Everything found, in sentences, in the order to read it.</summary>
    public required ImmutableArray<string> Sentences { get; init; }

    /// <summary>The directions about which the data say nothing; together they span all there are.</summary>
    public ImmutableArray<OpenDirection> Open { get; init; } = [];

    /// <summary>A smallest set of parameters whose fixing leaves nothing open, conventional ones first.</summary>
    public ImmutableArray<string> Fix { get; init; } = [];

    /// <summary>A family whose fixing in addition leaves fewest parameters poorly known; null when it would not help.</summary>
    public FixedToo? FixAlso { get; init; }

    /// <summary>How well each parameter is known once those of <see cref="Fix"/> are fixed.</summary>
    public ImmutableArray<KnownParameter> Parameters { get; init; } = [];

    /// <summary>Products and ratios that are known much better than a poorly known member.</summary>
    public ImmutableArray<KnownPair> Pairs { get; init; } = [];

    /// <summary>Principal directions that are determined, but poorly.</summary>
    public ImmutableArray<PoorDirection> Poor { get; init; } = [];

    /// <summary>
    /// Eigenvalues, ascending, of the information scaled to a unit diagonal; those that are zero but for rounding belong to open directions.
    /// </summary>
    public ImmutableArray<double> Spectrum { get; init; } = [];
}

/// <summary>A direction about which the data say nothing.</summary>
/// <param name="Words">What it is.</param>
/// <param name="Parameters">The parameters that move.</param>
/// <param name="Change">By how much each moves, in natural units, relative to each other.</param>
/// <param name="LogLikelihoodChange">By how much the log-likelihood changed, nats, when the parameters went a finite step (about a tenth) along
/// it.</param>
public sealed record OpenDirection(string Words, ImmutableArray<string> Parameters, ImmutableArray<double> Change, double LogLikelihoodChange);

/// <summary>What to fix beyond what is degenerate.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="StillPoor">Those that would still be known to no better than 30 %.</param>
public sealed record FixedToo(ImmutableArray<string> Parameters, ImmutableArray<string> StillPoor);

/// <summary>How well the data alone would determine one parameter.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsDetermined">Whether no open direction moves it.</param>
/// <param name="StandardError">Natural units, all other inferred parameters unknown but those to fix; null for those to fix and where nothing is
/// known.</param>
/// <param name="StandardErrorOthersKnown">Natural units, all others known; null when the data do not see it.</param>
public sealed record KnownParameter(string Name, double Value, bool IsDetermined, double? StandardError, double? StandardErrorOthersKnown);

/// <summary>A product or ratio of two parameters.</summary>
/// <param name="Combination">For example <c>J_theta[E]/c[E]</c>.</param>
/// <param name="StandardError">Of its logarithm.</param>
/// <param name="Parameter">The member that is poorly known.</param>
/// <param name="Alone">Standard error of the logarithm of that member.</param>
public sealed record KnownPair(string Combination, double StandardError, string Parameter, double Alone);

/// <summary>A principal direction that is poorly determined.</summary>
/// <param name="StandardError">In relative changes (voltages: in units of delta_u).</param>
/// <param name="Parameters">The parameters that take part.</param>
/// <param name="Change">The change of each that belongs to one standard error, natural units.</param>
public sealed record PoorDirection(double StandardError, ImmutableArray<string> Parameters, ImmutableArray<double> Change);
