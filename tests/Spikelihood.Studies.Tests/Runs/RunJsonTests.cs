using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Tests.Runs;

public class RunJsonTests
{
    [Fact]
    public void A_fit_record_survives_a_round_trip_with_numbers_that_are_not_finite()
    {
        var fit = Fit();
        var text = RunJson.Serialize(fit);
        var back = RunJson.Deserialize<FitRecord>(text, "fit.json");
        RunJson.Serialize(back).ShouldBe(text);
        back.Best.Parameters["tau_m[<L2/3e>]"].ShouldBe(0.1 + 0.2);
        back.Best.LogLikelihood.ShouldBe(double.NegativeInfinity);
        back.Starts[0].LogPosterior.ShouldBe(double.NaN);
        back.Starts[0].Optimum.ShouldBeNull();
        back.Starts[0].Parameters.ShouldBe([double.NaN, double.PositiveInfinity]);
        back.Starts[0].Path[0].ShouldBe(fit.Starts[0].Path[0] with { Parameters = back.Starts[0].Path[0].Parameters });
        back.StandardErrors["tau_m[<L2/3e>]"].ShouldBeNull();
        back.Correlation!.Value[1].ShouldBe([-0.5, 1]);
        back.Truth.ShouldBeNull();
        back.Warnings.ShouldBe(["a \"quoted\" word"]);
    }

    [Fact]
    public void Keys_are_those_that_the_command_line_promises_and_rows_of_numbers_stay_on_one_line()
    {
        var text = RunJson.Serialize(Fit());
        foreach (var part in new[] { "\"best\": {", "\"logPosterior\": -1.5", "\"logLikelihood\": \"-Infinity\"", "\"gradientNorm\":", "\"evaluations\":", "\"starts\": [", "\"converged\": false", "\"standardErrors\": {", "\"w[E,E]\":", "\"tau_m[<L2/3e>]\":", "[1, -0.5]", "\"seconds\":" })
        {
            text.ShouldContain(part);
        }
    }

    [Fact]
    public void A_predictive_record_survives_a_round_trip()
    {
        var record = new PredictiveRecord(
            [
                new PredictiveCheck
                {
                    Title = "Training input", Start = 10, BinWidth = 0.01, Populations = ["E"], Stimulus = [[0, 1e-300]],
                    Traces = [new ActivityTraces("Data", 1, [[1, 2]], []), new ActivityTraces("Fitted model", 9, [[1, 3]], [[0.5, double.NaN]])],
                    Agreement =
                    [
                        new AgreementRow("Fitted model", 0.9, 0.1, 2, 0.2, 0.95, 0.01, double.NaN, 0.1)
                        {
                            PerPopulation = [new AgreementRow("E", 0.8, 0.1, 2, 0.2, 0.95, 0.01, 0.3, 0.1)],
                        },
                    ],
                    Spectra = [new SpectrumPanel("E", [0.5, 1], [new SpectrumCurve("Data", [3, 4])])],
                },
            ],
            ["It bursts."], true);
        var text = RunJson.Serialize(record);
        var back = RunJson.Deserialize<PredictiveRecord>(text, "predictive.json");
        RunJson.Serialize(back).ShouldBe(text);
        back.Checks[0].Traces[1].StandardDeviation[0].ShouldBe([0.5, double.NaN]);
        back.Misfit.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("null", "fit.json")]
    [InlineData("{\"study\": \"a\"}", "missing keys")]
    [InlineData("{\"study\": null}", "'study' cannot be null")]
    [InlineData("{\n\"seconds\": [1]}", "unexpected value at $.seconds")]
    [InlineData("[]", "fit.json")]
    public void A_file_that_is_no_record_is_refused_in_one_sentence(string text, string expected)
    {
        var error = Should.Throw<InputException>(() => RunJson.Deserialize<FitRecord>(text, "fit.json"));
        error.Message.ShouldStartWith("fit.json");
        error.Message.ShouldContain(expected);
        error.Message.ShouldContain("run the fit again");
        error.Message.ShouldNotContain("Spikelihood.");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<InputException>(() => RunJson.Read<FitRecord>("/no/such/fit.json")).Message.ShouldBe(
            "/no/such/fit.json: there is no such file; name the folder of a finished run.");

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("spikelihood");
        try
        {
            var path = Path.Combine(folder.FullName, "fit.json");
            RunJson.Write(Fit(), path);
            RunJson.Read<FitRecord>(path).Study.ShouldBe("a study");
            Directory.CreateDirectory(Path.Combine(folder.FullName, "taken", "inside"));
            Should.Throw<Exception>(() => AtomicFile.WriteText(Path.Combine(folder.FullName, "taken"), writer => writer.Write("text")));
            folder.GetFiles().Select(file => file.Name).ShouldBe(["fit.json"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FitRecord Fit() => new()
    {
        Study = "a study",
        Version = "0.1.0",
        Coordinates = "centred",
        Parameters = [new ParameterRecord("w[E,E]", "mV", "N(0, 4²)", -7.84, 7.84), new ParameterRecord("tau_m[<L2/3e>]", "s", "log", 1e-6, 100)],
        Best = new FitPoint(new Dictionary<string, double> { ["w[E,E]"] = 2.482, ["tau_m[<L2/3e>]"] = 0.1 + 0.2 }, -1.5, double.NegativeInfinity, 1e-7, 12),
        Starts =
        [
            new StartRecord
            {
                Index = 0, LogPosterior = double.NaN, Converged = false, State = "not finite", Evaluations = 3,
                Parameters = [double.NaN, double.PositiveInfinity], Path = [new PathPoint(1, -12.25, [1, 2])],
            },
        ],
        Optima = [],
        StandardErrors = new Dictionary<string, double?> { ["w[E,E]"] = 0.1, ["tau_m[<L2/3e>]"] = null },
        Correlation = [[1, -0.5], [-0.5, 1]],
        Seconds = 3.5,
        Warnings = ["a \"quoted\" word"],
    };
}
