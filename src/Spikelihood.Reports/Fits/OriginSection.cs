using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>The study and the versions that made the run.</summary>
internal static class OriginSection
{
    public static void Write(ReportPage page, FitRecord fit, ReportOrigin origin)
    {
        page.Heading("Study and versions", "origin");
        page.Facts(
        [
            ("Study", fit.Study),
            ("Spikelihood", fit.Version),
            .. origin.Versions.IsDefault ? [] : origin.Versions,
            ("Inferred parameters", Invariant($"{fit.Parameters.Length}")),
            ("Coordinates of the posterior", fit.Coordinates),
            ("Evaluations to the best point, all stages", Invariant($"{fit.Best.Evaluations}")),
            ("Gradient norm there", NumberText.Significant(fit.Best.GradientNorm)),
            ("Time of the fit", Time(fit.Seconds)),
        ]);
        if (origin.StudyText is { } text)
        {
            page.Folded("The study file as it was run", () => page.Listing(text));
        }
    }

    private static string Time(double seconds) =>
        seconds < 120 ? NumberText.Significant(seconds) + " s" : NumberText.Fixed(seconds / 60, 1) + " minutes";
}
