using System.Text.Json.Serialization;
using Spikelihood.Cli.Output;

namespace Spikelihood.Cli.Jobs;

/// <summary>What <c>likelihood</c> prints.</summary>
/// <param name="LogLikelihood">Of the scored steps, log N! included; null when it is not a finite number.</param>
/// <param name="Steps">L, the number of steps that are scored (René 2020, Table 1).</param>
/// <param name="Gradient">Derivatives of the log-likelihood, when they were asked for.</param>
/// <param name="ExpectedCounts">Expected counts of every step, scored or not, one row a step, when they were asked for.</param>
/// <param name="AgeBins">K of each population.</param>
/// <param name="Seconds">How long an evaluation takes.</param>
internal sealed record LikelihoodResult(
    double? LogLikelihood,
    int Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Derivative>? Gradient,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NumberRow>? ExpectedCounts,
    IReadOnlyList<int> AgeBins,
    Timing Seconds);

/// <summary>The derivative of the log-likelihood by a parameter, in the parameter's natural unit.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Slope">The derivative; null when it is not a finite number.</param>
internal sealed record Derivative(string Parameter, double Value, [property: JsonPropertyName("derivative")] double? Slope);
