using System.Collections.Immutable;
using Spikelihood.Reports.Fits;
using Spikelihood.Reports.Posteriors;
using Spikelihood.Reports.Tests.Fixtures;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Tests.Posteriors;

public class PosteriorPredictiveSectionTests
{
    [Fact]
    public void Statistics_are_drawn_and_listed_and_those_outside_stand_out()
    {
        var html = Render(Check(Statistic("mean rate", 6.9, true), Statistic("correlation", 6.02, false)));
        Markup.ShouldBeSound(Markup.Parse(html));
        html.ShouldContain("Posterior predictive checks");
        html.ShouldContain("E: mean rate");
        html.ShouldContain("6.90\u00A0Hz (5.60 to 6.10)");
        html.ShouldContain("Rings: outside the central 99 % (1 of 2).");
        html.ShouldContain("class=\"off\"");
    }

    [Fact]
    public void Simulations_that_do_not_vary_can_be_drawn() =>
        Markup.ShouldBeSound(Markup.Parse(Render(Check(Statistic("mean rate", 0, true) with { Mean = 1, Low = 1, High = 1, Smallest = 1, Largest = 1 }))));

    [Fact]
    public void A_fit_that_simulated_no_draws_has_no_such_section()
    {
        var page = new ReportPage("x");
        PosteriorPredictiveSection.Write(page, SyntheticPrediction.For("E", "I").Checks);
        page.Finish().ShouldNotContain("Posterior predictive checks");
    }

    [Fact]
    public void Bands_of_quantiles_are_drawn_and_named_so()
    {
        var check = SyntheticPrediction.For("E", "I").Checks[0];
        var (data, model) = (check.Traces[0], check.Traces[^1]);
        var drawn = model with { Label = PosteriorPrediction.Label, Trials = 40, Low = [.. model.Mean.Select(row => row.Select(rate => rate / 2).ToImmutableArray())], High = model.Mean };
        var page = new ReportPage("x");
        PredictiveSections.Write(page, [check with { Traces = [data, drawn] }], "Data against the model");
        page.Finish().ShouldContain("Posterior draws (mean and central 90 % of 40 trials)");
    }

    private static string Render(PredictiveCheck check)
    {
        var page = new ReportPage("x");
        PosteriorPredictiveSection.Write(page, [check]);
        return page.Finish();
    }

    private static PredictiveCheck Check(params PredictiveStatistic[] statistics) => SyntheticPrediction.For("E", "I").Checks[0] with { Statistics = [.. statistics] };

    private static PredictiveStatistic Statistic(string quantity, double data, bool isOutside) => new()
    {
        Quantity = quantity,
        Unit = quantity == "correlation" ? "" : "Hz",
        Populations = quantity == "correlation" ? ["E", "I"] : ["E"],
        Data = data,
        Mean = 5.9,
        Low = 5.7,
        High = 6.05,
        Smallest = 5.6,
        Largest = 6.1,
        P = isOutside ? 0.05 : 0.4,
        NormalP = isOutside ? 1e-5 : 0.4,
        Outside = isOutside,
    };
}
