using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;
using Spikelihood.Studies.Sampling.Files;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Sampling;

public sealed class SampleJobTests : IDisposable
{
    private const string Quick = "starts: 3, burn_in: 0.5 s, iterations: 30";
    private static readonly string Second = SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void From_whatever_moment_killed_sampling_goes_on_to_the_same_draws_on_any_number_of_threads()
    {
        var study = Study("sample: {draws: 20, warmup: 30, chains: 3}");
        var whole = NewRun("whole");
        Should.Throw<OperationCanceledException>(() => Run(study, whole, Workers.One, _ => throw new OperationCanceledException()));
        var log = File.ReadAllBytes(whole.Checkpoint);
        Run(study, whole, Workers.One, run => new FileInfo(run.Checkpoint).Length.ShouldBe(log.Length, "something was evaluated again"));
        File.Exists(whole.Checkpoint).ShouldBeFalse();
        var random = new Random(1);
        for (var trial = 0; trial < 4; trial++)
        {
            var run = NewRun($"killed{trial}");
            Directory.CreateDirectory(run.Folder);
            File.WriteAllBytes(run.Checkpoint, log[..random.Next(log.Length)]);
            Run(study, run, new Workers(1 + trial));
            foreach (var path in Directory.GetFiles(whole.Folder).Where(path => Path.GetExtension(path) != ".npz"))
            {
                Content(Path.Combine(run.Folder, Path.GetFileName(path))).ShouldBe(Content(path), Path.GetFileName(path));
            }

            File.ReadAllBytes(run.Draws).ShouldBe(File.ReadAllBytes(whole.Draws));
        }
    }

    [Fact]
    public void The_files_hold_the_same_draws_and_the_record_their_numbers()
    {
        var run = NewRun("run");
        var record = Run(Study("sample: {draws: 40, warmup: 60, chains: 2, seed: 4}"), run, Workers.One);
        run.Chains().Count.ShouldBe(2);
        var (fromText, fromNumpy) = (CmdStanFile.ReadAll(run.Chains()), NpzFile.Read(run.Draws));
        fromText.Names.ShouldBe(fromNumpy.Names);
        fromText.DrawsPerChain.ShouldBe(40);
        for (var parameter = 0; parameter < fromText.Names.Length; parameter++)
        {
            fromText.Of(parameter).SelectMany(chain => chain).ShouldBe(fromNumpy.Of(parameter).SelectMany(chain => chain));
            record.Parameters[fromText.Names[parameter]].Mean.ShouldBe(fromText.Of(parameter).SelectMany(chain => chain).Average(), 1e-12);
        }

        var read = RunJson.Read<SampleRecord>(run.Sample);
        read.Verdict.ShouldBe(record.Verdict);
        read.GradientEvaluations.ShouldBe(record.GradientEvaluations);
        read.Trusted.ShouldBeFalse("80 draws are too few");
        RunJson.Read<PredictiveRecord>(run.PosteriorPredictive).Checks.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_posterior_that_the_data_determine_is_trusted_and_holds_the_truth()
    {
        var study = SmallStudy.Of(infer: "[tau_m, c]", fit: "starts: 4, burn_in: 0.5 s, seed: 3");
        var record = Run(study, NewRun("run"), new Workers(2));
        record.Verdict.ShouldStartWith("Trust this");
        record.Trusted.ShouldBeTrue();
        foreach (var (name, parameter) in record.Parameters)
        {
            parameter.Rhat.ShouldBeLessThan(1.01);
            parameter.EssBulk.ShouldBeGreaterThan(400);
            Math.Abs(parameter.Mean - record.Truth![name]).ShouldBeLessThan(4 * parameter.Sd);
            parameter.Contraction.ShouldBeInRange(0.5, 1);
        }
    }

    [Theory]
    [InlineData(SampleOptions.Hmc)]
    [InlineData(SampleOptions.Laplace)]
    [InlineData(SampleOptions.Pathfinder)]
    [InlineData(SampleOptions.Smc)]
    public void Every_method_finds_the_same_posterior(string method)
    {
        var study = SmallStudy.Of(infer: "[tau_m]", fit: "starts: 4, burn_in: 0.5 s, seed: 3");
        var folder = NewRun("fit");
        var nuts = Run(study with { Sample = new() { Draws = 300 } }, folder, new Workers(2));
        var fit = RunJson.Read<FitRecord>(folder.Fit);
        var other = Run(new SampleSubject(study with { Sample = new() { Draws = 300, Method = method } }, fit), NewRun(method), new Workers(2));
        other.Trusted.ShouldBeTrue(other.Verdict);
        foreach (var (name, parameter) in other.Parameters)
        {
            parameter.Mean.ShouldBe(nuts.Parameters[name].Mean, 0.2 * nuts.Parameters[name].Sd);
            parameter.Sd.ShouldBe(nuts.Parameters[name].Sd, 0.2 * nuts.Parameters[name].Sd);
        }
    }

    [Fact]
    public void The_folder_keeps_the_fit_that_its_draws_began_from()
    {
        var (one, two) = (NewRun("one"), NewRun("two"));
        var study = Study("sample: {draws: 5, warmup: 5, chains: 1}");
        Run(study, one, Workers.One);
        Run(SmallStudy.Of(Second, "[tau_m]", Quick, "report: {trials: 2}\nsample: {draws: 5, warmup: 5, chains: 1}"), two, Workers.One);
        var fit = RunJson.Read<FitRecord>(one.Fit);
        Run(new SampleSubject(RunStudy(one), fit), two, Workers.One);
        File.ReadAllText(two.Fit).ShouldBe(File.ReadAllText(one.Fit));

        // The same fit is left alone, with what belongs to it.
        File.WriteAllText(one.Predictive, "kept");
        Run(new SampleSubject(RunStudy(one), fit), one, Workers.One);
        File.ReadAllText(one.Predictive).ShouldBe("kept");
    }

    [Theory]
    [InlineData(SampleOptions.Nuts, 1, 1, 0)]
    [InlineData(SampleOptions.Hmc, 2, 3, 1)]
    [InlineData(SampleOptions.Laplace, 1, 2, 0)]
    public void However_few_draws_are_asked_for_it_ends_and_says_not_to_trust_them(string method, int chains, int draws, int warmup)
    {
        var record = Run(Study($"sample: {{method: {method}, draws: {draws}, warmup: {warmup}, chains: {chains}}}"), NewRun("run"), Workers.One);
        record.Draws.ShouldBe(draws);
        record.Chains.ShouldBe(chains);
        record.Trusted.ShouldBeFalse();
        record.Verdict.ShouldStartWith("Do not trust");
        if (draws * chains <= record.Parameters.Count)
        {
            record.Determined.Single().ShouldContain("too few to say what the data determine");
        }

        record.Parameters.Values.ShouldAllBe(parameter => double.IsNaN(parameter.Contraction) == (draws * chains == 1));
    }

    private static StudyDescription RunStudy(RunFolder run) => SampleSubject.Read(run.Folder).Study;

    private static StudyDescription Study(string sample) => SmallStudy.Of(Second, "[tau_m, c]", Quick, $"report: {{trials: 2}}\n{sample}");

    private static SampleRecord Run(StudyDescription study, RunFolder run, Workers workers, Action<RunFolder>? last = null) =>
        Run(new SampleSubject(study, null), run, workers, last);

    private static SampleRecord Run(SampleSubject subject, RunFolder run, Workers workers, Action<RunFolder>? last = null) =>
        SampleJob.Run(subject, run, 7, workers, Unfinished.GoOn, last);

    private static string Content(string path) =>
        string.Join('\n', File.ReadAllLines(path).Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)));

    private RunFolder NewRun(string name) => new(Path.Combine(_folder.Path, name));
}
