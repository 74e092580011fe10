namespace Spikelihood.Inference.Diagnostics;

/// <summary>One reason not to trust draws.</summary>
/// <param name="Brief">In a few words, for the verdict: <c>tau_theta[E] R-hat 1.04</c>.</param>
/// <param name="Explained">What is wrong, for a sentence of its own.</param>
/// <param name="Mend">What to change.</param>
internal sealed record Finding(string Brief, string Explained, Mend Mend)
{
    public string Sentence => $"{Explained}: {Mend}.";
}
