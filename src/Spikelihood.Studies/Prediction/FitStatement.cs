namespace Spikelihood.Studies.Prediction;

/// <summary>One plain sentence about the fitted model.</summary>
/// <param name="Sentence">For a reader.</param>
/// <param name="IsMisfit">Whether it says that the model fails to describe the data.</param>
internal sealed record FitStatement(string Sentence, bool IsMisfit);
