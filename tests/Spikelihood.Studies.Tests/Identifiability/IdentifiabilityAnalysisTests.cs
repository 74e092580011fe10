using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Tests.Identifiability;

public class IdentifiabilityAnalysisTests
{
    private const string Everything = "[w, p, R, u_rest, tau_m, u_th, u_r, c, delta_u, tau_s, J_theta, tau_theta]";
    private const string Driven = "stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}";

    /// <summary>Table 7 of René et al. 2020, two populations.</summary>
    private const string Table7 = """
        model: mesogif
        time_step: 1 ms
        age_bins: [400, 100]
        populations:
          - {name: E, size: 438, R: 19, u_rest: 20, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 3 ms, J_theta: 1.0, tau_theta: 1 s}
          - {name: I, size: 109, R: 11.964, u_rest: 19.5, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 6 ms}
        connections: {p: [[0.0497, 0.1350], [0.0794, 0.1597]], w: [[2.482, -4.964], [1.245, -4.964]], delay: 1 ms}
        """;

    [Fact]
    public void Everything_of_two_populations_has_ten_degenerate_directions_and_each_has_its_name()
    {
        // One p w for each of four connections; for each population c against u_th, a shift and a scale of the voltages: 4 + 2 x 3.
        var record = Analyse(Everything);
        record.Inferred.ShouldBe(26);
        record.Determined.ShouldBe(16);
        record.Open.Select(open => open.Words).ShouldBe(
        [
            "only p[E,E]*w[E,E] matters, not p[E,E] and w[E,E] for themselves",
            "only p[E,I]*w[E,I] matters, not p[E,I] and w[E,I] for themselves",
            "c[E] and u_th[E] matter only as c[E]*exp(-u_th[E]/delta_u[E])",
            "shifting u_rest, u_th, u_r of E together changes nothing",
            "rescaling u_rest, u_th, u_r, delta_u, w, R, J_theta of E together changes nothing",
            "only p[I,E]*w[I,E] matters, not p[I,E] and w[I,E] for themselves",
            "only p[I,I]*w[I,I] matters, not p[I,I] and w[I,I] for themselves",
            "c[I] and u_th[I] matter only as c[I]*exp(-u_th[I]/delta_u[I])",
            "shifting u_rest, u_th, u_r of I together changes nothing",
            "rescaling u_rest, u_th, u_r, delta_u, w, R of I together changes nothing",
        ]);
        record.Open.ShouldAllBe(open => Math.Abs(open.LogLikelihoodChange) < 1e-7);
        record.Fix.ShouldBe(["p[E,E]", "p[E,I]", "p[I,E]", "p[I,I]", "u_rest[E]", "u_rest[I]", "u_th[E]", "u_th[I]", "u_r[E]", "u_r[I]"]);
        record.Sentences.ShouldContain(sentence => sentence.Contains("leave p, u_rest, u_th and u_r out of infer (10 of 26 parameters)", StringComparison.Ordinal));
        record.Parameters.Where(parameter => parameter.IsDetermined).Select(parameter => parameter.Name)
            .ShouldBe(["tau_m[E]", "tau_m[I]", "tau_s[E]", "tau_s[I]", "tau_theta[E]"]);
    }

    [Fact]
    public void What_is_advised_leaves_nothing_degenerate()
    {
        var record = Analyse(Everything);
        var rest = record.Parameters.Select(parameter => parameter.Name).Except(record.Fix);
        Analyse($"[{string.Join(", ", rest.Select(name => $"\"{name}\""))}]").Open.ShouldBeEmpty();
    }

    [Fact]
    public void The_fourteen_parameters_of_the_paper_are_all_determined_and_it_says_so()
    {
        var record = Analyse("[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]");
        record.Open.ShouldBeEmpty();
        record.Fix.ShouldBeEmpty();
        record.Sentences[0].ShouldBe("14 parameters are inferred, and the data determine all of them: nothing is degenerate at the model's own values.");
        record.Parameters.ShouldAllBe(parameter => parameter.IsDetermined && parameter.StandardError >= parameter.StandardErrorOthersKnown);
    }

    [Theory]
    [InlineData("[w, p]", "only p[E,E]*w[E,E] is determined|only p[E,I]*w[E,I] is determined|only p[I,E]*w[I,E] is determined|only p[I,I]*w[I,I] is determined")]
    [InlineData("[\"w[E,I]\", \"p[E,I]\", \"p[I,I]\"]", "only p[E,I]*w[E,I] is determined")]
    [InlineData("[\"c[E]\", u_th]", "c[E] and u_th[E] matter only as")]
    [InlineData("[u_rest, u_th, tau_m]", "")]
    [InlineData("[\"u_rest[I]\", \"u_th[I]\", \"u_r[I]\", c]", "c[I] and u_th[I] matter only as|shifting u_rest, u_th, u_r of I")]
    [InlineData("[\"u_rest[I]\", \"u_r[I]\", \"c[I]\"]", "shifting u_rest, u_r of I together changes nothing while c[I] makes up for it")]
    [InlineData("[u_th, delta_u, w, R, J_theta]", "")]
    [InlineData("[u_rest, u_th, delta_u, w, R, J_theta]", "rescaling u_rest, u_th, delta_u, w, R, J_theta of E|rescaling u_rest, u_th, delta_u, w, R of I together")]
    [InlineData("[\"u_rest[E]\", \"c[E]\", \"delta_u[E]\", p, R, J_theta]", "rescaling u_rest, delta_u, p, R, J_theta of E together changes nothing while c[E] makes up")]
    [InlineData("[\"u_th[I]\", \"u_r[I]\", delta_u, w, R]", "rescaling u_th, u_r, delta_u, w, R of I together (voltages about u_rest[I] = 19.5 mV)")]
    public void A_subset_has_just_the_directions_that_are_left(string infer, string expected)
    {
        var record = Analyse(infer);
        var words = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        record.Open.Length.ShouldBe(words.Length, string.Join(Environment.NewLine, record.Sentences));
        record.Fix.Length.ShouldBe(words.Length);
        foreach (var (open, word) in record.Open.Zip(words))
        {
            open.Words.ShouldStartWith(word);
            Math.Abs(open.LogLikelihoodChange).ShouldBeLessThan(1e-7);
        }
    }

    [Fact]
    public void Without_input_a_resistance_changes_nothing_and_with_a_constant_one_it_stands_for_a_resting_potential()
    {
        var none = Analyse("[R, tau_m]", "");
        none.Open.Select(open => open.Words).ShouldBe(["R[E] changes nothing, because there is no input to E", "R[I] changes nothing, because there is no input to I"]);
        var constant = Analyse("[R, u_rest, tau_m]", "stimulus: {kind: constant, amplitude: [0.2, 0]}");
        constant.Open.Select(open => open.Words).ShouldBe(
            ["R[I] changes nothing, because there is no input to I", "the input to E is constant, so that only u_rest[E] + R[E]*(0.2 mA) matters"]);
        constant.Open[1].Parameters.ShouldBe(["R[E]", "u_rest[E]"]);
        (constant.Open[1].Change[1] / constant.Open[1].Change[0]).ShouldBe(-0.2, 1e-6);
        Math.Abs(constant.Open[1].LogLikelihoodChange).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void A_direction_without_a_name_is_described_by_its_ratios()
    {
        // With R held under a constant input a rescaling is still possible, because u_rest makes up for R: nobody taught the program that one.
        var record = Analyse("[u_rest, u_th, delta_u, w, J_theta]", "stimulus: {kind: constant, amplitude: [0.2, 0.1]}");
        record.Open.Length.ShouldBe(2);
        record.Open.ShouldAllBe(open => open.Words.StartsWith("changing ", StringComparison.Ordinal) && Math.Abs(open.LogLikelihoodChange) < 1e-3);
        record.Open.ShouldAllBe(open => open.Parameters.Contains("delta_u[E]") || open.Parameters.Contains("delta_u[I]"));
    }

    [Fact]
    public void Two_adaptation_components_of_one_time_constant_are_one()
    {
        var model = Table7.Replace("J_theta: 1.0, tau_theta: 1 s", "J_theta: [0.4, 0.2], tau_theta: [100 ms, 100 ms]", StringComparison.Ordinal);
        var record = Analyse("[J_theta, tau_m]", model: model);
        record.Open.Length.ShouldBe(1);
        record.Open[0].Parameters.ShouldBe(["J_theta[E,1]", "J_theta[E,2]"]);
        (record.Open[0].Change[0] / record.Open[0].Change[1]).ShouldBe(-1, 1e-6);
        Math.Abs(record.Open[0].LogLikelihoodChange).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Standard_errors_are_those_of_the_fit_where_the_prior_says_nothing()
    {
        var study = SmallStudy.Of(fit: "starts: 2, burn_in: 0.5 s, seed: 3, method: ml");
        var fit = new FitRunner(study, study.Load(), 3, Workers.One).Run();
        var record = fit.Identifiability.ShouldNotBeNull();
        record.At.ShouldBe(IdentifiabilityAnalysis.BestPoint);
        foreach (var parameter in record.Parameters)
        {
            // Expected against observed information.
            (parameter.StandardError!.Value / fit.StandardErrors[parameter.Name]!.Value).ShouldBe(1, 0.25, parameter.Name);
            parameter.Value.ShouldBe(fit.Best.Parameters[parameter.Name], 1e-12);
        }
    }

    [Fact]
    public void Poorly_known_parameters_are_named_with_the_ratio_that_is_known_better()
    {
        // Excitation and inhibition grow together and all but cancel: their balance is known, their strength hardly.
        var record = Analyse("[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]");
        var pair = record.Pairs.Single(pair => pair.Parameter == "w[I,E]");
        pair.Combination.ShouldBe("w[I,E]/w[I,I]");
        pair.Alone.ShouldBeGreaterThan(3 * pair.StandardError);
        pair.Alone.ShouldBe(record.Parameters.Single(parameter => parameter.Name == "w[I,E]").StandardError!.Value / 1.245, 1e-9);
        var sentence = record.Sentences.Single(sentence => sentence.StartsWith("w[I,E]/w[I,I] is known to ", StringComparison.Ordinal));
        sentence.ShouldContain(", w[I,E] alone to ");
        record.Poor[0].Parameters.Take(2).ShouldBe(["w[I,E]", "w[I,I]"]);
        (record.Poor[0].Change[0] * record.Poor[0].Change[1]).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_degenerate_fit_is_warned_of_before_and_described_after()
    {
        var study = SmallStudy.Of(SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal), "[\"p[E,I]\", \"w[E,I]\", tau_m]", "starts: 2, burn_in: 0.2 s, seed: 3");
        var data = study.Load();
        var runner = new FitRunner(study, data, 3, Workers.One);
        var warning = DegeneracyWarning.Of(runner.Problem, data, Workers.One).ShouldNotBeNull();
        warning.ShouldContain("4 parameters are inferred, but at the model's own values the data determine only 3 of their combinations");
        warning.ShouldContain("Advice: leave p[E,I] out of infer");
        var fit = runner.Run();
        var record = fit.Identifiability.ShouldNotBeNull();
        record.Open.Single().Words.ShouldStartWith("only p[E,I]*w[E,I] is determined (to ");
        RunJson.Serialize(RunJson.Deserialize<FitRecord>(RunJson.Serialize(fit), "fit.json")).ShouldBe(RunJson.Serialize(fit));
        DegeneracyWarning.Of(new(SmallStudy.Of(), data), data, Workers.One).ShouldBeNull();
    }

    [Fact]
    public void An_input_that_begins_late_is_not_overlooked()
    {
        var study = SmallStudy.Of("simulate: {level: meso, stimulus: {kind: step, amplitude: 0.2, start: 3 s, stop: 4 s}, duration: 4 s}", "[R, tau_m]", "burn_in: 0.2 s");
        var data = study.Load();
        DegeneracyWarning.Of(new(study, data), data, Workers.One).ShouldBeNull();
    }

    private static IdentifiabilityRecord Analyse(string infer, string stimulus = Driven, string model = Table7)
    {
        var comma = stimulus.Length > 0 ? ", " : "";
        var study = SmallStudy.Of($"simulate: {{level: meso, {stimulus}{comma}duration: 1.2 s, seed: 2}}", infer, "burn_in: 0.4 s", model: model);
        var data = study.Load();
        var problem = new MesoGifProblem(study, data);
        return IdentifiabilityAnalysis.Of(problem, data, problem.OwnValues(), IdentifiabilityAnalysis.OwnValues, Workers.One);
    }
}
