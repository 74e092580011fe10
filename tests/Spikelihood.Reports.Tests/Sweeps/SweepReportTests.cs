using Spikelihood.Reports.Sweeps;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Reports.Tests.Sweeps;

public class SweepReportTests
{
    private static readonly double[] Lengths = [1.25, 9];

    [Fact]
    public void A_report_is_well_formed_and_needs_nothing_else()
    {
        var report = SweepReport.Render(Sweep());
        var document = Markup.Parse(report);
        Markup.ShouldBeSound(document);
        Markup.ShouldNeedNothingElse(report);
        document.Descendants().Count(element => element.Name.LocalName == "svg").ShouldBe(2);
        document.Descendants().Count(element => element.Name.LocalName == "table").ShouldBe(6);
    }

    [Fact]
    public void A_sweep_of_one_length_has_tables_and_no_figure()
    {
        var sweep = Sweep();
        var report = SweepReport.Render(sweep with { Fits = [.. sweep.Fits.Where(row => row.Scored == 9)], Errors = [], Bias = [], Dynamics = [], Coverage = [] });
        report.ShouldNotContain("<svg");
        Markup.Parse(report).Descendants().Count(element => element.Name.LocalName == "table").ShouldBe(2);
    }

    [Fact]
    public void Tables_have_parameters_in_rows_and_lengths_in_columns()
    {
        var text = SweepTables.Markdown(Sweep());
        string[] Line(string beginning) => Array.Find(text.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal))!
            .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string Section(string title) => text[text.IndexOf($"## {title}\n", StringComparison.Ordinal)..];
        text.ShouldStartWith("# s: sweep\n\n4 fits, seed 3, version 1.2.3. 1 of them found nothing and are left out.\n");
        text = Section("Relative errors");
        Line("| set").ShouldBe(["set", "parameter", "1.25 s", "9 s"]);
        Line("| eta").ShouldBe(["eta", "w[E,E]", "0.100 (0.050 to 0.200)", "0.100 (0.050 to 0.200)"]);
        text = Section("Scatter of the starts");
        Line("| eta").ShouldBe(["eta", "w[E,E]", "31.5 / <0.01", "31.5 / -"]);
        text = Section("Coverage of one-sigma intervals");
        Line("| eta").ShouldBe(["eta", "all", "9", "1", "280", "70 % ± 3.0 %", "72 %", "−0.10", "1.02"]);
        text = Section("Bias by time step");
        Line("| eta").ShouldBe(["eta", "w[E,E]", "9", "2", "10.0 ± 1.0", "5.00 ± 0.50", "0.40"]);
        text = Section("Accuracy of inferred dynamics");
        Line("| true").ShouldBe(["true model", "0.500 ± 0.010", "0.9500 ± 0.0020", "3.000 ± 0.100", "0.800 ± 0.020"]);
    }

    [Fact]
    public void A_table_lines_up()
    {
        var lines = SweepTables.Of(Sweep()).First().Markdown().Split('\n').Where(line => line.StartsWith('|')).ToArray();
        lines.Select(line => line.Length).Distinct().ShouldHaveSingleItem();
    }

    private static SweepRecord Sweep()
    {
        var row = new AgreementRow("m", 0.5, 0.01, 3, 0.1, 0.95, 0.002, 0.8, 0.02);
        return new()
        {
            Study = "s",
            Version = "1.2.3",
            Seed = 3,
            Cells = 4,
            Failed = 1,
            Fits = [.. Lengths.Select(length => new FitsRow("eta", length, 0.001, 2, 1, 48, 40, 0, 0, 1.5, 2.25))],
            Errors = [.. Lengths.Select(length => new ErrorRow("eta", length, 0.001, "w[E,E]", 0.1, 0.05, 0.2))],
            Spread = [.. Lengths.Select(length => new SpreadRow("eta", length, 0.001, "w[E,E]", 0.315, length == 9 ? double.NaN : 1e-9))],
            Coverage = [new CoverageRow("eta", 9, 0.001, null, 280, 0.7, 0.72, 0.03, -0.1, 1.02)],
            Bias = [new BiasRow("eta", 9, 0.002, "w[E,E]", 0.1, 0.01, 0.05, 0.005, 0.4)],
            Dynamics = [.. Lengths.Select(length => new DynamicsRow("eta", length, 1, row, row))],
        };
    }
}
