using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>How a parameter is best laid on an axis.</summary>
internal static class ParameterAxis
{
    /// <summary>Whether the prior spans more than a decade of positive values: time constants, rates, scales.</summary>
    public static bool IsLogarithmic(ParameterRecord parameter) => parameter.PriorLow > 0 && parameter.PriorHigh > 10 * parameter.PriorLow;

    /// <summary>Name and unit.</summary>
    public static string Label(ParameterRecord parameter) => parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} ({parameter.Unit})";

    /// <summary>
    /// A range that holds the values worth seeing: all of <paramref name="needed"/> and the central 94 % of <paramref name="visited"/>, so
    /// that one start that ran away does not flatten the others.
    /// </summary>
    public static Extent Range(IEnumerable<double> visited, IEnumerable<double> needed, bool logarithmic)
    {
        bool CanBeDrawn(double value) => double.IsFinite(value) && (!logarithmic || value > 0);
        var sorted = visited.Where(CanBeDrawn).Order().ToArray();
        var range = Extent.Of(needed.Where(CanBeDrawn));
        if (sorted.Length > 0)
        {
            range = range.With(sorted[(int)(0.03 * (sorted.Length - 1))]).With(sorted[(int)Math.Ceiling(0.97 * (sorted.Length - 1))]);
        }

        return logarithmic ? range.DrawableLog(0.05) : range.Drawable(0.05);
    }
}
