using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>
/// Colours that people with any colour vision tell apart (Okabe and Ito 2008; Paul Tol's diverging and Brewer's sequential schemes). Lines also
/// differ in dash and width, so that they differ in grey.
/// </summary>
public static class Palette
{
    /// <summary>Letters and the strongest lines.</summary>
    public const string Ink = "#222222";

    /// <summary>Axes and ticks.</summary>
    public const string Axis = "#888888";

    /// <summary>Second-rank letters.</summary>
    public const string Quiet = "#666666";

    /// <summary>Okabe and Ito's vermilion: the fitted model, and what needs attention.</summary>
    public const string Vermilion = "#D55E00";

    /// <summary>Okabe and Ito's blue.</summary>
    public const string Blue = "#0072B2";

    /// <summary>Okabe and Ito's bluish green.</summary>
    public const string Green = "#009E73";

    /// <summary>Okabe and Ito's reddish purple.</summary>
    public const string Purple = "#CC79A7";

    /// <summary>The recorded data: nearly black, thin.</summary>
    public static Stroke Data { get; } = new("#222222", 0.9);

    /// <summary>Models, in order: first the fitted one; the second is a pale halo that shows behind it where the two agree.</summary>
    public static IReadOnlyList<Stroke> Models { get; } =
        [new(Vermilion, 1.5), new("#56B4E9", 3.4, Opacity: 0.65), new(Green, 1.3, "1.5 2"), new(Purple, 1.3, "7 2 1.5 2")];

    /// <summary>Inputs to the populations: no colours, those mean models.</summary>
    public static IReadOnlyList<Stroke> Inputs { get; } =
        [new("#222222", 1.1), new("#888888", 1.4), new("#222222", 1, "4 2"), new("#888888", 1.4, "1.5 1.5")];

    /// <summary>Chains of draws, in order (Okabe and Ito); where lines do not cover each other they also differ in dash.</summary>
    public static IReadOnlyList<Stroke> Chains { get; } =
    [
        new(Blue, 0.8), new("#E69F00", 0.8, "5 1.5"), new(Green, 0.8, "2 1.2"), new(Purple, 0.8, "6 1.5 1.5 1.5"),
        new("#56B4E9", 0.8), new("#222222", 0.8, "5 1.5"), new(Vermilion, 0.8, "2 1.2"), new("#888888", 0.8, "6 1.5 1.5 1.5"),
    ];

    /// <summary>Clouds of points, light enough for lines and marks on top.</summary>
    public const string Cloud = "#56B4E9";

    /// <summary>Ordered classes from best (dark) to worst (pale): the OrRd scheme of Harrower and Brewer (2003), grey for the last.</summary>
    public static IReadOnlyList<string> Ranks { get; } = ["#B30000", "#E34A33", "#FC8D59", "#FDBB84", "#FDD49E", "#C9C9C9"];

    /// <summary>Paul Tol's BuRd: blue for −1, nearly white for 0, red for 1.</summary>
    public static ColourRamp Diverging { get; } =
        new(["#2166AC", "#4393C3", "#92C5DE", "#D1E5F0", "#F7F7F7", "#FDDBC7", "#F4A582", "#D6604D", "#B2182B"]);
}
