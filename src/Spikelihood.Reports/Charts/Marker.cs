using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>The shape of a point.</summary>
public enum MarkerShape
{
    /// <summary>A filled disc.</summary>
    Disc,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>A cross.</summary>
    Cross,
}

/// <summary>How a point is drawn.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Colour">A CSS colour.</param>
/// <param name="Radius">px.</param>
public sealed record Marker(MarkerShape Shape, string Colour, double Radius = 3.5)
{
    /// <summary>Draws it at a place.</summary>
    public void Draw(SvgCanvas canvas, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        switch (Shape)
        {
            case MarkerShape.Disc:
                canvas.Circle(x, y, Radius, Colour);
                break;
            case MarkerShape.Ring:
                canvas.Circle(x, y, Radius - 0.5, "#fff", new Stroke(Colour, 1.4));
                break;
            default:
                var (arm, stroke) = (Radius * 0.8, new Stroke(Colour, 1.4));
                canvas.Line(x - arm, y - arm, x + arm, y + arm, stroke);
                canvas.Line(x - arm, y + arm, x + arm, y - arm, stroke);
                break;
        }
    }
}
