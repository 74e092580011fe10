namespace Spikelihood.Studies.Runs;

/// <summary>One of the things that decide a result.</summary>
/// <param name="Name">With its article, as part of a sentence: <c>another seed</c>.</param>
/// <param name="Text">What it is; the first line that differs is shown to the user.</param>
public sealed record FingerprintPart(string Name, string Text);
