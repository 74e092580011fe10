using System.Collections.Immutable;
using System.Xml.Linq;
using Spikelihood.Reports.Fits;
using Spikelihood.Reports.Tests.Fixtures;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Tests.Fits;

public class FitReportTests
{
    private const int MostBytes = 3_000_000;

    public static TheoryData<string> Cases => ["two populations with truth", "four populations", "one population that does not fit", "nothing but estimates"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_report_is_well_formed_small_and_needs_nothing_else(string name)
    {
        var report = Report(name);
        var document = Markup.Parse(report);
        Markup.ShouldBeSound(document);
        Markup.ShouldNeedNothingElse(report);
        System.Text.Encoding.UTF8.GetByteCount(report).ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void Averages_of_neurons_that_differed_are_not_called_truth()
    {
        var fit = SyntheticFit.TwoPopulations() with { TruthIsAverage = true };
        var text = FitReport.Render(fit, null, new ReportOrigin());
        text.ShouldContain("above the averages of the neurons that were simulated");
        text.ShouldContain(">Average<");
        text.ShouldNotContain("true value");
        text.ShouldNotContain("above the true parameters");
        FitReport.Render(fit with { TruthIsAverage = false }, null, new ReportOrigin()).ShouldContain("true value");
    }

    [Fact]
    public void What_is_degenerate_stands_at_the_top_and_in_a_section_of_its_own()
    {
        var fit = SyntheticFit.TwoPopulations() with
        {
            Identifiability = new IdentifiabilityRecord
            {
                At = "the best point",
                Inferred = 3,
                Determined = 2,
                Sentences = ["3 parameters are inferred, but 2 are determined.", "Degenerate: only p[E,I]*w[E,I] matters.", "Advice: leave p[E,I] out of infer."],
                Open = [new("only p[E,I]*w[E,I] matters", ["w[E,I]", "p[E,I]"], [1, -0.1], 0)],
                Fix = ["p[E,I]"],
                Parameters = [new("w[E,I]", -4.964, IsDetermined: false, 0.25, 0.05), new("p[E,I]", 0.135, IsDetermined: false, null, 0.002)],
            },
        };
        var report = FitReport.Render(fit, null, new ReportOrigin());
        Markup.ShouldBeSound(Markup.Parse(report));
        report.ShouldContain("The data do not determine all that was inferred.");
        report.Split("Advice: leave p[E,I] out of infer.").Length.ShouldBe(3);
        report.Split("Degenerate: only p[E,I]*w[E,I] matters.").Length.ShouldBe(2);
        report.ShouldContain("open, to fix");
        var sound = fit with { Identifiability = fit.Identifiability with { Open = [], Fix = [], Sentences = ["All are determined."] } };
        FitReport.Render(sound, null, new ReportOrigin()).ShouldNotContain("do not determine all that was inferred");
        FitReport.Render(SyntheticFit.TwoPopulations(), null, new ReportOrigin()).ShouldNotContain("What the data determine");
    }

    [Fact]
    public void Long_paths_of_many_starts_do_not_swell_the_file()
    {
        var fit = SyntheticFit.FourPopulations();
        // Nearly a million values, each path a sawtooth that no smoothing could shorten.
        var starts = Enumerable.Range(0, 75).Select(i => fit.Starts[i % 25] with
        {
            Index = i,
            Path = [.. Enumerable.Range(0, 360).Select(k => fit.Starts[i % 25].Path[k % 60] with { Evaluation = k })],
        });
        var report = FitReport.Render(fit with { Starts = [.. starts] }, null, new ReportOrigin());
        System.Text.Encoding.UTF8.GetByteCount(report).ShouldBeLessThan(MostBytes);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_figure_has_a_title_and_a_description(string name)
    {
        var drawings = Markup.Parse(Report(name)).Descendants().Where(element => element.Name.LocalName == "svg").ToArray();
        drawings.ShouldNotBeEmpty();
        foreach (var part in drawings.SelectMany(drawing => new[] { drawing.Elements().First(), drawing.Elements().ElementAt(1) }))
        {
            part.Value.ShouldNotBeNullOrWhiteSpace();
        }

        drawings.ShouldAllBe(drawing => drawing.Elements().First().Name.LocalName == "title" && drawing.Elements().ElementAt(1).Name.LocalName == "desc");
    }

    [Fact]
    public void The_sections_stand_in_their_order()
    {
        var headings = Markup.Parse(Report("two populations with truth")).Descendants().Where(element => element.Name.LocalName == "h2").Select(heading => heading.Value);
        headings.ShouldBe(
            ["Data against the fitted model", "Power spectra", "Predictions step by step", "Parameters", "All starts", "Correlations of the estimates", "Study and versions"]);
    }

    [Fact]
    public void The_verdict_counts_starts_and_measures_the_way_to_the_truth()
    {
        var verdict = Verdict(Report("two populations with truth"));
        verdict.ShouldContain("The best start converged");
        verdict.ShouldContain("14 of 25 starts reached the best optimum; 5 ended at a second one 2.31 nats lower; 6 ended elsewhere");
        verdict.ShouldContain("7.13 nats above the true parameters");
        verdict.ShouldContain("14 of 14 estimates lie within two standard errors");
        verdict.ShouldContain("correlates with the data's at 0.951");
    }

    [Fact]
    public void A_misfit_cannot_be_overlooked()
    {
        var document = Markup.Parse(Report("one population that does not fit"));
        var box = document.Descendants().Single(element => (string?)element.Attribute("class") == "box wrong");
        box.Value.ShouldContain("The fitted model does not describe these data.");
        box.Value.ShouldContain("the fitted model has none");
        Verdict(Report("one population that does not fit")).ShouldContain("does not describe the data");
        Report("two populations with truth").ShouldNotContain("box wrong");
    }

    [Fact]
    public void A_best_point_below_the_truth_is_called_a_failure()
    {
        var fit = SyntheticFit.TwoPopulations();
        fit = fit with { Truth = fit.Truth! with { LogPosterior = fit.Best.LogPosterior + 12 } };
        var report = FitReport.Render(fit, null, new ReportOrigin());
        report.ShouldContain("The maximum was not found.");
        Verdict(report).ShouldContain("12.0 nats below the true parameters");
    }

    [Fact]
    public void A_best_start_that_did_not_converge_is_named()
    {
        var fit = SyntheticFit.TwoPopulations();
        var report = FitReport.Render(
            fit with { Starts = [.. fit.Starts.Select(start => start with { Converged = false, State = "iteration limit" })] }, null, new ReportOrigin());
        Verdict(report).ShouldContain("did not converge: it ended as “iteration limit”");
        report.ShouldContain("box careful");
    }

    [Fact]
    public void Without_a_simulation_the_report_says_that_it_cannot_judge_the_model() =>
        Verdict(Report("nothing but estimates")).ShouldContain("cannot say whether it behaves like the data");

    [Fact]
    public void Names_with_markup_in_them_are_shown_as_they_are()
    {
        var fit = SyntheticFit.TwoPopulations();
        const string name = "w[<x>,\"L2/3e\" & 'co']";
        var old = fit.Parameters[0].Name;
        IReadOnlyDictionary<string, T> Rename<T>(IReadOnlyDictionary<string, T> values) => values.ToDictionary(pair => pair.Key == old ? name : pair.Key, pair => pair.Value);
        fit = fit with
        {
            Study = "a <b> & \u0001 c",
            Parameters = fit.Parameters.SetItem(0, fit.Parameters[0] with { Name = name }),
            Best = fit.Best with { Parameters = Rename(fit.Best.Parameters) },
            Truth = fit.Truth! with { Parameters = Rename(fit.Truth!.Parameters) },
            StandardErrors = Rename(fit.StandardErrors),
        };
        var report = FitReport.Render(fit, SyntheticPrediction.For("<x>", "L2/3e"), new ReportOrigin { StudyText = "a: <b>&\"c\"" });
        var document = Markup.Parse(report);
        Markup.ShouldBeSound(document);
        document.Descendants().Count(element => !element.HasElements && element.Value == name).ShouldBeGreaterThanOrEqualTo(4);
        document.Descendants().ShouldContain(element => element.Name.LocalName == "code" && element.Value == "a: <b>&\"c\"");
        report.ShouldNotContain("<x>");
    }

    [Fact]
    public void The_parameter_table_gives_estimate_error_truth_score_and_prior()
    {
        var fit = SyntheticFit.TwoPopulations();
        var values = fit.Best.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value);
        values["tau_m[E]"] = 0.0123;
        var errors = fit.StandardErrors.ToDictionary(pair => pair.Key, pair => pair.Value);
        errors["tau_m[E]"] = 0.00051;
        var row = Rows(FitReport.Render(fit with { Best = fit.Best with { Parameters = values }, StandardErrors = errors }, null, new ReportOrigin()), "tau_m[E]");
        row.ShouldBe(["tau_m[E]", "s", "0.01230 ± 0.00051", "0.01", "4.5", "23 %", "log₁₀ ~ N(−2, 2²)", "1.2×10⁻⁶ to 83"]);
    }

    [Fact]
    public void Data_without_input_have_no_panel_for_it()
    {
        FitReport.Render(SyntheticFit.OnePopulation(), SyntheticPrediction.Bursts("retina"), new ReportOrigin()).ShouldNotContain(">Input<");
        FitReport.Render(SyntheticFit.TwoPopulations(), SyntheticPrediction.For("E", "I"), new ReportOrigin()).ShouldContain(">Input<");
    }

    [Fact]
    public void A_report_is_written_whole_and_replaces_the_old_one()
    {
        var folder = Directory.CreateTempSubdirectory("spikelihood");
        try
        {
            var path = Path.Combine(folder.FullName, "report.html");
            FitReport.Write(SyntheticFit.OnePopulation(), null, new ReportOrigin(), path);
            FitReport.Write(SyntheticFit.TwoPopulations(), null, new ReportOrigin(), path);
            File.ReadAllText(path).ShouldBe(FitReport.Render(SyntheticFit.TwoPopulations(), null, new ReportOrigin()));
            Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Report(string name) => name switch
    {
        "two populations with truth" => FitReport.Render(
            SyntheticFit.TwoPopulations(), SyntheticPrediction.For("E", "I"),
            new ReportOrigin { StudyText = "model: mesogif\n", Versions = [(".NET", "10.0.1")] }),
        "four populations" => FitReport.Render(
            SyntheticFit.FourPopulations(), SyntheticPrediction.For("L2/3e", "L2/3i", "L4e", "L4i"), new ReportOrigin()),
        "one population that does not fit" => FitReport.Render(SyntheticFit.OnePopulation(), SyntheticPrediction.Bursts("retina"), new ReportOrigin()),
        _ => FitReport.Render(Bare(), new PredictiveRecord([], [], false), new ReportOrigin { Versions = default }),
    };

    /// <summary>As little as a fit can hold: nothing converged, nothing finite, no errors, no matrix, no paths.</summary>
    private static FitRecord Bare()
    {
        var fit = SyntheticFit.TwoPopulations(hasTruth: false);
        return fit with
        {
            Best = fit.Best with { LogPosterior = double.NaN, LogLikelihood = double.NegativeInfinity, GradientNorm = double.NaN },
            Starts = [.. fit.Starts.Select(start => start with { LogPosterior = double.NaN, Converged = false, State = "not finite", Optimum = null, Path = [] })],
            Optima = [],
            StandardErrors = new Dictionary<string, double?>(),
            Correlation = null,
            Parameters = fit.Parameters.SetItem(3, fit.Parameters[3] with { PriorLow = double.NaN, PriorHigh = double.PositiveInfinity, Unit = "" }),
            Warnings = default,
        };
    }

    private static string Verdict(string report) =>
        Markup.Parse(report).Descendants().Single(element => (string?)element.Attribute("class") == "verdict").Value;

    private static ImmutableArray<string> Rows(string report, string name) =>
    [
        .. Markup.Parse(report).Descendants().First(element => element.Name.LocalName == "tr" && ((XElement)element.FirstNode!).Value == name)
            .Elements().Select(cell => cell.Value),
    ];
}
