using System.Text;
using Spikelihood.Reports.Fits;
using Spikelihood.Reports.Posteriors;
using Spikelihood.Reports.Tests.Fixtures;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Reports.Tests.Posteriors;

public class PosteriorReportTests
{
    private const int MostBytes = 3_000_000;

    public static TheoryData<string> Cases => ["good", "bad", "smc", "one chain", "four draws"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_report_is_well_formed_small_and_needs_nothing_else(string name)
    {
        var report = Report(name);
        if (Environment.GetEnvironmentVariable("SPIKELIHOOD_REPORTS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name.Replace(' ', '-') + ".html"), report);
        }

        var document = Markup.Parse(report);
        Markup.ShouldBeSound(document);
        Markup.ShouldNeedNothingElse(report);
        Encoding.UTF8.GetByteCount(report).ShouldBeLessThan(MostBytes);
    }

    private static string Report(string name) => name switch
    {
        "good" => Render(SyntheticPosterior.Good(), SyntheticFit.TwoPopulations(), SyntheticPrediction.For("E", "I")),
        "bad" => Render(SyntheticPosterior.Bad()),
        "smc" => Render(SyntheticPosterior.WithoutChains("smc")),
        "one chain" => Render(SyntheticPosterior.Good(200, 1).Only(0, 4, 12)),
        _ => Render(SyntheticPosterior.Good(4, 1)),
    };

    private static string Render((SampleRecord Sample, PosteriorDraws Draws) posterior, FitRecord? fit = null, PredictiveRecord? predictive = null) =>
        PosteriorReport.Render(
            posterior.Sample, posterior.Draws, SyntheticPosterior.Priors, fit, predictive,
            new ReportOrigin { StudyText = "model: mesogif\n", Versions = [(".NET", "10.0.1")] });
}
