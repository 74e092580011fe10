namespace Spikelihood.Reports.Svg;

/// <summary>How a line is drawn.</summary>
/// <param name="Colour">A CSS colour.</param>
/// <param name="Width">px.</param>
/// <param name="Dash">Lengths of dashes and gaps, px, or null for a solid line.</param>
/// <param name="Opacity">0 to 1.</param>
public sealed record Stroke(string Colour, double Width = 1, string? Dash = null, double Opacity = 1);

/// <summary>Where a text stands relative to its point.</summary>
public enum Anchor
{
    /// <summary>The text begins at the point.</summary>
    Start,

    /// <summary>The text is centred on the point.</summary>
    Middle,

    /// <summary>The text ends at the point.</summary>
    End,
}

/// <summary>How a text is drawn.</summary>
/// <param name="Size">px.</param>
/// <param name="Colour">A CSS colour.</param>
/// <param name="Anchor">Its place relative to its point.</param>
/// <param name="Bold">Heavy letters.</param>
/// <param name="Rotation">Degrees clockwise about the point.</param>
public sealed record TextStyle(
    double Size = 11, string Colour = "#222", Anchor Anchor = Anchor.Start, bool Bold = false, double Rotation = 0);
