namespace Spikelihood.Reports.Fits;

/// <summary>What a section of correlations says of its matrix.</summary>
/// <param name="Heading">The section's.</param>
/// <param name="Title">The figure's.</param>
/// <param name="Source">Where the matrix comes from, a sentence.</param>
/// <param name="Missing">What to say when there is none.</param>
internal sealed record CorrelationWords(string Heading, string Title, string Source, string Missing);
