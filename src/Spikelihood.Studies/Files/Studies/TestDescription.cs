using Spikelihood.Studies.Files.Stimuli;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>An input that the fit never saw, on which the fitted model is held against the data's simulator.</summary>
/// <param name="Name">What figures and tables call it.</param>
/// <param name="Stimulus">The input.</param>
/// <param name="Duration">How long it is compared, s, after the study's burn-in.</param>
public sealed record TestDescription(string Name, StimulusDescription Stimulus, double Duration)
{
    /// <summary>The name of a test that has none.</summary>
    public const string UsualName = "Unseen input";

    /// <summary>The length of every comparison in René 2020 (section 4.7), s.</summary>
    public const double UsualDuration = 9;
}
