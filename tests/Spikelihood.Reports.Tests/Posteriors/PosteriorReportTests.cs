using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Reports.Fits;
using Spikelihood.Reports.Posteriors;
using Spikelihood.Reports.Tests.Fixtures;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Reports.Tests.Posteriors;

public class PosteriorReportTests
{
    private const int MostBytes = 3_000_000;

    public static TheoryData<string> Cases =>
        ["good", "bad", "smc", "one chain", "two parameters", "one parameter", "four draws", "one draw", "constant", "36 parameters, many draws", "bare"];

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

    [Fact]
    public void The_sections_stand_in_their_order_with_the_search_for_starts_among_them()
    {
        var headings = Markup.Parse(Report("good")).Descendants().Where(element => element.Name.LocalName == "h2").Select(heading => heading.Value);
        headings.ShouldBe(
        [
            "Parameters", "Pairs of parameters", "Correlations", "What the data determine", "Modes", "How well the draws were made",
            "Data against the model", "Power spectra", "Predictions step by step", "All starts", "Study and versions",
        ]);
    }

    [Fact]
    public void Every_figure_is_there_with_a_title_and_a_description()
    {
        var drawings = Drawings(Report("good"));
        foreach (var id in new[] { "marginals", "pairs", "pairs-all", "correlations", "traces", "ranks", "energies", "starts", "paths", "activity-0-whole" })
        {
            drawings.ShouldContainKey(id);
        }

        drawings.Values.ShouldAllBe(drawing => drawing.Elements().Take(2).All(part => part.Value.Length > 10));
    }

    [Fact]
    public void The_page_begins_with_the_verdict()
    {
        FirstBox("good").ShouldBe(("box right", "Trust this: 4 chains of 1000 draws agree (R-hat at most 1.002), every parameter has at least 1944 effective draws, none diverged."));
        var (kind, text) = FirstBox("bad");
        kind.ShouldBe("box wrong");
        text.ShouldStartWith("Do not trust: c[E] R-hat 1.31");
        text.ShouldEndWith("raise the target acceptance.");
        Report("bad").ShouldNotContain("box right");
    }

    [Fact]
    public void A_model_that_fails_is_told_even_when_the_draws_are_good()
    {
        var report = Render(SyntheticPosterior.Good(100), null, SyntheticPrediction.Bursts("retina"));
        report.ShouldContain("box right");
        report.ShouldContain("The fitted model does not describe these data.");
    }

    [Fact]
    public void The_table_gives_moments_quantiles_truth_contraction_and_prior()
    {
        var posterior = SyntheticPosterior.Good(100);
        var parameters = posterior.Sample.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value);
        parameters["c[E]"] = parameters["c[E]"] with { Mean = 8.4123, Sd = 0.987, Q5 = 6.9071, Q50 = 8.3552, Q95 = 9.5, Contraction = 0.5 };
        var report = Render((posterior.Sample with { Parameters = parameters }, posterior.Draws));
        var row = Markup.Parse(report).Descendants().First(element => element.Name.LocalName == "tr" && element.Elements().First().Value == "c[E]").Elements().ToArray();
        row.Select(cell => cell.Value).ShouldBe(["c[E]", "Hz", "8.41 ± 0.99", "6.907", "8.355", "9.500", "10", "0.500", "Gamma(2, 5)"]);
        // The truth lies outside, and little was learned.
        row.Where(cell => (string?)cell.Attribute("class") == "off").Select(cell => cell.Value).ShouldBe(["10", "0.500"]);
    }

    [Fact]
    public void Methods_without_chains_have_no_traces_ranks_or_energies()
    {
        var drawings = Drawings(Report("smc"));
        drawings.ShouldContainKey("pairs");
        drawings.Keys.Intersect(["traces", "ranks", "energies"]).ShouldBeEmpty();
        Report("smc").ShouldContain("not of Markov chains");
    }

    [Fact]
    public void One_chain_has_no_ranks_to_compare() => Drawings(Report("one chain")).Keys.ShouldNotContain("ranks");

    [Fact]
    public void Divergent_draws_are_marked_and_explained()
    {
        Drawings(Report("bad"))["pairs"].Value.ShouldContain("divergent draws");
        Report("bad").ShouldContain("where they crowd the sampler could not go on");
        Drawings(Report("good"))["pairs"].Value.ShouldNotContain("divergent draws");
    }

    [Fact]
    public void All_pairs_have_a_cloud_an_ellipse_and_the_truth()
    {
        var pairs = Drawings(Report("good"))["pairs-all"].Descendants().ToArray();
        const int Cells = 14 * 13 / 2;
        pairs.Count(element => (string?)element.Attribute("stroke-linecap") == "round").ShouldBe(Cells);
        pairs.Count(element => (string?)element.Attribute("stroke") == "#00436B" && element.Name.LocalName == "path").ShouldBe(Cells);
        // One more stands in the legend.
        pairs.Count(element => element.Name.LocalName == "circle" && (string?)element.Attribute("fill") == "#000000").ShouldBe(Cells + 1);
    }

    [Fact]
    public void Without_truth_there_is_no_mark_of_it()
    {
        var posterior = SyntheticPosterior.Good(100);
        var report = Render((posterior.Sample with { Truth = null }, posterior.Draws));
        report.ShouldNotContain(">truth<");
        report.ShouldNotContain("true values");
    }

    [Fact]
    public void Unknown_priors_leave_out_their_curve()
    {
        var (sample, draws) = SyntheticPosterior.Good(50);
        var report = PosteriorReport.Render(sample, draws, ImmutableDictionary<string, Distribution>.Empty, null, null, new ReportOrigin());
        Drawings(report)["marginals"].Value.ShouldNotContain("prior");
        Drawings(Report("good"))["marginals"].Value.ShouldContain("prior");
    }

    [Fact]
    public void Large_figures_of_many_parameters_show_the_most_correlated()
    {
        var drawings = Drawings(Report("36 parameters, many draws"));
        drawings.ShouldContainKey("pairs");
        drawings.ShouldNotContainKey("pairs-all");
        // The ridge is the strongest correlation of all.
        var names = Drawings(Report("good"))["pairs"].Value;
        names.ShouldContain("J_theta[E]");
        names.ShouldContain("c[E]");
    }

    [Fact]
    public void Names_with_markup_in_them_are_shown_as_they_are()
    {
        const string Name = "w[<x>,\"L2/3e\" & 'co']";
        var (sample, draws) = SyntheticPosterior.Good(50);
        IReadOnlyDictionary<string, T> Rename<T>(IReadOnlyDictionary<string, T> values) => values.ToDictionary(pair => pair.Key == "w[E,E]" ? Name : pair.Key, pair => pair.Value);
        sample = sample with
        {
            Study = "a <b> & \u0001 c",
            Verdict = "<script>",
            Parameters = Rename(sample.Parameters),
            Truth = Rename(sample.Truth!),
            Priors = sample.Priors.SetItem(0, sample.Priors[0] with { Name = Name }),
        };
        var report = Render((sample, draws with { Names = draws.Names.SetItem(0, Name) }));
        var document = Markup.Parse(report);
        Markup.ShouldBeSound(document);
        report.ShouldNotContain("<x>");
        report.ShouldNotContain("<script");
        document.Descendants().Count(element => !element.HasElements && element.Value == Name).ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void A_report_is_written_whole()
    {
        var folder = Directory.CreateTempSubdirectory("spikelihood");
        try
        {
            var path = Path.Combine(folder.FullName, "report.html");
            var (sample, draws) = SyntheticPosterior.Good(50);
            PosteriorReport.Write(sample, draws, SyntheticPosterior.Priors, null, null, new ReportOrigin(), path);
            File.ReadAllText(path).ShouldBe(PosteriorReport.Render(sample, draws, SyntheticPosterior.Priors, null, null, new ReportOrigin()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static readonly ConcurrentDictionary<string, string> Made = new();

    private static string Report(string name) => Made.GetOrAdd(name, Make);

    private static string Make(string name) => name switch
    {
        "good" => Render(SyntheticPosterior.Good(), SyntheticFit.TwoPopulations(), SyntheticPrediction.For("E", "I")),
        "bad" => Render(SyntheticPosterior.Bad()),
        "smc" => Render(SyntheticPosterior.WithoutChains("smc")),
        "one chain" => Render(SyntheticPosterior.Good(200, 1).Only(0, 4, 12)),
        "two parameters" => Render(SyntheticPosterior.Good(200).Only(6, 12)),
        "one parameter" => Render(SyntheticPosterior.Good(200).Only(6)),
        "four draws" => Render(SyntheticPosterior.Good(4, 1)),
        "one draw" => Render(SyntheticPosterior.Good(1, 2)),
        "constant" => Render(Constant(SyntheticPosterior.Good(100), 0, 4)),
        "36 parameters, many draws" => Render(
            SyntheticPosterior.Good(4000, 8).Only([.. Enumerable.Range(0, 36).Select(i => i % 14)]), SyntheticFit.FourPopulations(), SyntheticPrediction.For("L2/3e", "L2/3i", "L4e", "L4i")),
        _ => Render(Bare(SyntheticPosterior.Good(50))),
    };

    private static string Render((SampleRecord Sample, PosteriorDraws Draws) posterior, FitRecord? fit = null, PredictiveRecord? predictive = null) =>
        PosteriorReport.Render(
            posterior.Sample, posterior.Draws, SyntheticPosterior.Priors, fit, predictive,
            new ReportOrigin { StudyText = "model: mesogif\n", Versions = [(".NET", "10.0.1")] });

    private static (SampleRecord Sample, PosteriorDraws Draws) Constant((SampleRecord Sample, PosteriorDraws Draws) posterior, params int[] constant) => (
        posterior.Sample with { Correlation = [.. posterior.Sample.Correlation.Select(row => row.Select((value, column) => constant.Contains(column) ? double.NaN : value).ToImmutableArray())] },
        posterior.Draws with
        {
            Chains = [.. posterior.Draws.Chains.Select(chain => chain with
            {
                Values = [.. chain.Values.Select((value, index) => constant.Contains(index % posterior.Draws.Names.Length) ? 0.25 : value)],
            })],
        });

    /// <summary>As little as a record can hold: no truth, summaries, priors' ranges, modes, chains or matrix, and nothing finite.</summary>
    private static (SampleRecord Sample, PosteriorDraws Draws) Bare((SampleRecord Sample, PosteriorDraws Draws) posterior) => (
        posterior.Sample with
        {
            Truth = null,
            Parameters = posterior.Sample.Parameters.Skip(1).ToDictionary(pair => pair.Key, pair => pair.Value with
            {
                Mean = double.NaN,
                Sd = double.NaN,
                Rhat = double.PositiveInfinity,
                Q5 = double.NaN,
                Contraction = double.NegativeInfinity,
            }),
            Priors = [.. posterior.Sample.Priors.Skip(2).Select(record => record with { Unit = "", PriorLow = double.NaN, PriorHigh = double.PositiveInfinity })],
            ChainSummaries = default,
            Modes = default,
            Correlation = default,
            Determined = default,
            Notes = default,
            Problems = default,
        },
        posterior.Draws with { Chains = [.. posterior.Draws.Chains.Select(chain => chain with { Values = chain.Values.SetItem(3, double.NaN).SetItem(20, double.PositiveInfinity) })] });

    private static Dictionary<string, XElement> Drawings(string report) =>
        Markup.Parse(report).Descendants().Where(element => element.Name.LocalName == "svg")
            .ToDictionary(drawing => ((string)drawing.Elements().First().Attribute("id")!)[..^"-title".Length]);

    private static (string Kind, string Text) FirstBox(string name)
    {
        var box = Markup.Parse(Report(name)).Descendants().First(element => element.Name.LocalName == "h1").ElementsAfterSelf().First();
        return ((string)box.Attribute("class")!, box.Value);
    }
}
