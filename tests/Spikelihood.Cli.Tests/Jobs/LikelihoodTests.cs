using System.IO.Compression;
using System.Text.Json;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class LikelihoodTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public static TheoryData<string> Vectors => ["ref_2pop_K1000", "ref_2pop_K100", "ref_4pop_K100"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Values_agree_with_the_reference(string name)
    {
        var reference = new ReferenceCase(name, _folder);
        var all = Run.Typed(reference.Arguments()).Json();
        all.GetProperty("logLikelihood").GetDouble().ShouldBe(reference.LogLikelihoodOfAllSteps, 1e-9);
        all.GetProperty("steps").GetInt32().ShouldBe(400);
        all.GetProperty("ageBins").EnumerateArray().Select(bins => bins.GetInt32()).ShouldAllBe(bins => bins == reference.AgeBins);
        all.EnumerateObject().Select(property => property.Name).ShouldBe(["logLikelihood", "steps", "ageBins", "seconds"]);

        var scored = Run.Typed(reference.Arguments("--from", "200")).Json();
        scored.GetProperty("logLikelihood").GetDouble().ShouldBe(reference.LogLikelihood, 1e-9);
        scored.GetProperty("steps").GetInt32().ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Derivatives_agree_with_the_reference(string name)
    {
        var reference = new ReferenceCase(name, _folder);
        var result = Run.Typed(reference.Arguments("--from", "200", "--gradient")).Json();
        result.GetProperty("logLikelihood").GetDouble().ShouldBe(reference.LogLikelihood, 1e-9);
        var gradient = result.GetProperty("gradient").EnumerateArray().ToDictionary(entry => entry.GetProperty("parameter").GetString()!);
        gradient.Count.ShouldBe(reference.Derivatives().Count());
        foreach (var (parameter, value, derivative) in reference.Derivatives())
        {
            gradient[parameter].GetProperty("value").GetDouble().ShouldBe(value, parameter);
            gradient[parameter].GetProperty("derivative").GetDouble().ShouldBe(derivative, 1e-9 * Math.Max(1, Math.Abs(derivative)), parameter);
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Expected_counts_agree_with_the_reference_in_every_step(string name)
    {
        var reference = new ReferenceCase(name, _folder);
        var rows = Run.Typed(reference.Arguments("--from", "200", "--expected")).Json().GetProperty("expectedCounts").EnumerateArray().ToArray();
        rows.Length.ShouldBe(reference.Expected.Length);
        foreach (var (row, expected) in rows.Zip(reference.Expected))
        {
            var values = row.EnumerateArray().Select(value => value.GetDouble()).ToArray();
            values.Length.ShouldBe(expected.Length);
            foreach (var (value, right) in values.Zip(expected))
            {
                value.ShouldBe(right, 2e-12 * right);
            }
        }
    }

    [Fact]
    public void Families_and_single_parameters_are_differentiated_by_on_request()
    {
        var reference = new ReferenceCase("ref_2pop_K100", _folder);
        Parameters("tau_m[I], w[E,I],c").ShouldBe(["w[E,I]", "tau_m[I]", "c[E]", "c[I]"]);
        Parameters("u_r,p[I,E]").ShouldBe(["p[I,E]", "u_r[E]", "u_r[I]"]);

        string[] Parameters(string infer) =>
            [.. Run.Typed(reference.Arguments("--gradient", "--infer", infer)).Json().GetProperty("gradient").EnumerateArray().Select(entry => entry.GetProperty("parameter").GetString()!)];
    }

    [Fact]
    public void Models_that_do_not_adapt_and_models_of_single_neurons_have_a_gradient_too()
    {
        var reference = new ReferenceCase("ref_2pop_K100", _folder);
        var yaml = File.ReadAllText(reference.Model);
        File.WriteAllText(reference.Model, yaml.Replace("mesogif", "gif", StringComparison.Ordinal));
        Run.Typed(reference.Arguments("--from", "200")).Json().GetProperty("logLikelihood").GetDouble().ShouldBe(reference.LogLikelihood, 1e-9);

        File.WriteAllText(reference.Model, yaml.Replace("J_theta: 1", "J_theta: 0", StringComparison.Ordinal));
        Run.Typed(reference.Arguments("--gradient")).Json().GetProperty("gradient").GetArrayLength().ShouldBe(12);
    }

    [Fact]
    public void Several_adaptation_components_have_their_numbers()
    {
        var reference = new ReferenceCase("ref_2pop_K100", _folder);
        var yaml = File.ReadAllText(reference.Model);
        File.WriteAllText(reference.Model, yaml.Replace("J_theta: 1, tau_theta: 1 s", "J_theta: [0.6, 0.4], tau_theta: [1 s, 50 ms]", StringComparison.Ordinal));
        var run = Run.Typed(reference.Arguments("--gradient", "--infer", "J_theta,tau_theta[E,2]"));
        run.Json().GetProperty("gradient").EnumerateArray().Select(entry => entry.GetProperty("parameter").GetString())
            .ShouldBe(["J_theta[E,1]", "J_theta[E,2]", "tau_theta[E,2]"]);
        Run.Typed(reference.Arguments("--gradient", "--infer", "J_theta[E]")).Json().GetProperty("gradient").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void What_is_not_a_finite_number_is_null_and_a_failure()
    {
        var reference = new ReferenceCase("ref_2pop_K1000", _folder);
        File.WriteAllText(reference.Model, File.ReadAllText(reference.Model).Replace("2.482", "1e308", StringComparison.Ordinal));
        var run = Run.Typed(reference.Arguments("--gradient", "--expected"));
        run.Code.ShouldBe(1);
        run.Json().GetProperty("logLikelihood").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Error.ShouldStartWith("the log-likelihood is not a finite number: ");
    }

    [Fact]
    public void Compressed_files_are_read_as_they_are()
    {
        var reference = new ReferenceCase("ref_2pop_K1000", _folder);
        var run = Run.Typed("likelihood", reference.Model, "--counts", Compressed(reference.Counts), "--stimulus", Compressed(reference.Stimulus), "--json");
        run.Json().GetProperty("logLikelihood").GetDouble().ShouldBe(reference.LogLikelihoodOfAllSteps, 1e-9);

        static string Compressed(string path)
        {
            using var file = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest);
            file.Write(File.ReadAllBytes(path));
            return path + ".gz";
        }
    }

    [Fact]
    public void The_input_may_be_written_as_yaml()
    {
        var reference = new ReferenceCase("ref_2pop_K100", _folder);
        var zero = string.Join('\n', File.ReadLines(reference.Stimulus).Select((line, row) => row == 0 ? line : line.Split(',')[0] + ",0,0"));
        var recorded = Run.Typed(["likelihood", reference.Model, "--counts", reference.Counts, "--stimulus", _folder.Text("zero.csv", zero), "--json"]);
        var written = Run.Typed(["likelihood", reference.Model, "--counts", reference.Counts, "--stimulus", "{kind: constant, amplitude: 0}", "--json"]);
        written.Json().GetProperty("logLikelihood").GetDouble().ShouldBe(recorded.Json().GetProperty("logLikelihood").GetDouble());

        var named = Run.Typed(["likelihood", reference.Model, "--counts", reference.Counts, "--stimulus", $"{{kind: file, path: '{reference.Stimulus}'}}", "--json"]);
        named.Json().GetProperty("logLikelihood").GetDouble().ShouldBe(reference.LogLikelihoodOfAllSteps, 1e-9);
    }

    [Fact]
    public void Noise_in_a_written_input_hangs_on_the_seed_alone()
    {
        var reference = new ReferenceCase("ref_2pop_K100", _folder);
        double Value(string stimulus, params string[] more) =>
            Run.Typed(["likelihood", reference.Model, "--counts", reference.Counts, "--stimulus", stimulus, "--json", .. more]).Json().GetProperty("logLikelihood").GetDouble();
        const string Noisy = "{kind: ou, mean: 0.1, tau: 1, noise: 0.1}";
        Value(Noisy, "--seed", "4").ShouldBe(Value(Noisy, "--seed", "4"));
        Value(Noisy, "--seed", "5").ShouldNotBe(Value(Noisy, "--seed", "4"));
        Value(Noisy.Replace("}", ", seed: 4}", StringComparison.Ordinal), "--seed", "5").ShouldBe(Value(Noisy, "--seed", "4"));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var reference = new ReferenceCase("ref_4pop_K100", _folder);
        string Result(string threads)
        {
            var root = Run.Typed(reference.Arguments("--gradient", "--expected", "--threads", threads)).Json();
            return string.Concat(root.EnumerateObject().Where(property => property.Name != "seconds").Select(property => property.Value.GetRawText()));
        }

        Result("3").ShouldBe(Result("1"));
    }

    [Fact]
    public void Repeats_are_timed()
    {
        var reference = new ReferenceCase("ref_2pop_K100", _folder);
        var seconds = Run.Typed(reference.Arguments("--repeat", "3")).Json().GetProperty("seconds");
        seconds.GetProperty("repeats").GetInt32().ShouldBe(3);
        seconds.GetProperty("min").GetDouble().ShouldBeGreaterThan(0);
        seconds.GetProperty("median").GetDouble().ShouldBeGreaterThanOrEqualTo(seconds.GetProperty("min").GetDouble());
    }

    [Fact]
    public void A_window_that_forgets_too_soon_is_remarked_on_beside_the_result()
    {
        var shortWindow = Run.Typed(new ReferenceCase("ref_2pop_K100", _folder).Arguments());
        shortWindow.Error.ShouldStartWith("note: E still feels spikes older than its 100 age bins; age_bins of 696 or more would cover them");
        shortWindow.Json().ValueKind.ShouldBe(JsonValueKind.Object);
        Run.Typed(new ReferenceCase("ref_2pop_K1000", _folder).Arguments()).Error.ShouldBeEmpty();
    }

    [Fact]
    public void People_read_the_same_numbers()
    {
        var reference = new ReferenceCase("ref_2pop_K1000", _folder);
        var run = Run.Typed([.. reference.Arguments("--gradient", "--expected").Except(["--json"])]);
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("log-likelihood  -1364.25618716");
        run.Output.ShouldContain("scored steps    400 (step 0 to 399)");
        run.Output.ShouldContain("age bins        E 1000, I 1000");
        run.Output.ShouldContain("w[E,I]");
        run.Output.ShouldContain("\nstep,E,I\n0,");
        run.Output.ShouldContain("\n399,");
    }
}
