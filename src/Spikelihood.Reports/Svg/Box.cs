namespace Spikelihood.Reports.Svg;

/// <summary>A rectangle of the drawing, px; y grows downwards.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>The x of the right edge.</summary>
    public double Right => X + Width;

    /// <summary>The y of the lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The x of the middle.</summary>
    public double CentreX => X + Width / 2;

    /// <summary>The y of the middle.</summary>
    public double CentreY => Y + Height / 2;
}
