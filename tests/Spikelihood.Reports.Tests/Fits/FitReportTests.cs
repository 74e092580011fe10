using Spikelihood.Reports.Fits;
using Spikelihood.Reports.Tests.Fixtures;

namespace Spikelihood.Reports.Tests.Fits;

public class FitReportTests
{
    [Fact]
    public void Dump()
    {
        FitReport.Write(SyntheticFit.TwoPopulations(), SyntheticPrediction.For("E", "I"), new ReportOrigin { StudyText = "model: mesogif\n" }, "/tmp/rep/two.html");
        FitReport.Write(SyntheticFit.FourPopulations(), SyntheticPrediction.For("L2/3e", "L2/3i", "L4e", "L4i"), new ReportOrigin(), "/tmp/rep/four.html");
        FitReport.Write(SyntheticFit.OnePopulation(), SyntheticPrediction.Bursts("retina"), new ReportOrigin(), "/tmp/rep/one.html");
    }
}
