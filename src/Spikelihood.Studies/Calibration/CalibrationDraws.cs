using System.Collections.Immutable;

namespace Spikelihood.Studies.Calibration;

/// <summary>The posterior of one data set of a calibration.</summary>
/// <param name="Values">Natural values: draw after draw, chain after chain, in the order of the inferred parameters.</param>
/// <param name="Problems">Why the draws are not to be trusted, one sentence each; empty when they are.</param>
/// <param name="GradientEvaluations">Gradients of the posterior that it took.</param>
public sealed record CalibrationDraws(ImmutableArray<double> Values, ImmutableArray<string> Problems, int GradientEvaluations);
