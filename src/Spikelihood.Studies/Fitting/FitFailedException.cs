namespace Spikelihood.Studies.Fitting;

/// <summary>A fit that ran but found nothing; the message says what to try.</summary>
public sealed class FitFailedException(string message) : Exception(message);
