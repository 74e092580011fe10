using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Fits;

/// <summary>The study and the versions that made the run.</summary>
internal static class OriginSection
{
    /// <param name="page">The page.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="version">Of the program that made the run.</param>
    /// <param name="facts">What else there is to know of the run.</param>
    /// <param name="origin">The study file and the other programs.</param>
    public static void Write(ReportPage page, string study, string version, IEnumerable<(string Name, string Value)> facts, ReportOrigin origin)
    {
        page.Heading("Study and versions", "origin");
        page.Facts([("Study", study), ("Spikelihood", version), .. origin.Versions.IsDefault ? [] : origin.Versions, .. facts]);
        if (origin.StudyText is { } text)
        {
            page.Folded("The study file as it was run", () => page.Listing(text));
        }
    }

    /// <summary>A wall time in words.</summary>
    public static string Time(double seconds) =>
        seconds < 120 ? NumberText.Significant(seconds) + " s" : NumberText.Fixed(seconds / 60, 1) + " minutes";
}
