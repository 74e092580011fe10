using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;
using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Calibration;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Calibration;

public sealed class CalibrationJobTests : IDisposable
{
    private const string Priors = "priors: {tau_m: {log10_normal: [-2, 0.1]}, c: {gamma: [20, 0.5]}}";
    private readonly TemporaryFolder _folder = new();
    private int _sampled;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Draws_of_the_prior_in_place_of_the_posterior_have_uniform_ranks_but_do_not_hear_the_data()
    {
        // The parameters alone would not notice (Modrák et al. 2023); the log likelihood does.
        var record = Run(Study(), 40);
        record.Parameters.Keys.ShouldBe(["tau_m[E]", "tau_m[I]", "c[E]", "c[I]"]);
        record.Parameters.Values.ShouldAllBe(quantity => quantity.PValue > 0.003);
        var likelihood = record.Joint[JointQuantity.Likelihood];
        (likelihood.Verdict, likelihood.PValue < 1e-4, record.Calibrated).ShouldBe((CalibrationVerdict.UnderConfident, true, false));
        record.Verdict.ShouldStartWith("Not calibrated: ");
        record.Verdict.ShouldContain("log likelihood is under-confident");
    }

    [Fact]
    public void The_posterior_of_two_parameters_by_laplace_is_calibrated()
    {
        // Under a second of data determine tau_m so well that its posterior is nearly normal: an end-to-end test of simulator, likelihood and ranks.
        var study = Study("[\"tau_m[E]\", \"c[E]\"]", "starts: 1, burn_in: 0, seed: 3", duration: "0.7 s");
        var record = CalibrationJob.Run(study, Folder("laplace"), 40, null, Workers.One, LaplaceSampler.Sample);
        record.Verdict.ShouldStartWith("Calibrated");
        record.Notes.ShouldBeEmpty();
        record.Joint[JointQuantity.Density].Coverage[^1].Share.ShouldBeGreaterThan(0.85);
        record.Parameters["tau_m[E]"].Ranks.Length.ShouldBe(40);
    }

    [Fact]
    public void The_sampler_is_told_neither_the_truth_nor_the_source()
    {
        var own = Study().Load();
        var seen = new List<StudyData>();
        Run(Study(), 3, sampler: (study, data, seed, cancellation) =>
        {
            seen.Add(data);
            return PriorDraws(study, data, seed, cancellation);
        });
        seen.ShouldAllBe(data => data.Source == null && data.Network.Populations[0].MembraneTimeConstant == own.Network.Populations[0].MembraneTimeConstant);
        seen.ShouldAllBe(data => data.Network.AgeBins!.Value.SequenceEqual(own.Network.AgeBins!.Value) && data.From == own.From);
        seen.Select(data => DataHash.Of(data)).ShouldBeUnique();
        // The data are those of the model at the truth that is written down.
        var truth = Rows().Single(row => row.Index == 0).Truth;
        var problem = new MesoGifProblem(Study(), own);
        var rng = new Rng(3, StreamPurpose.Calibration, 0);
        var drawn = new double[4];
        problem.Parameters.SamplePrior(ref rng, drawn);
        truth.ShouldBe(drawn);
        var counts = new MesoGifSimulator(problem.Network(drawn)).Simulate(own.Stimulus, rng.NextUInt64()).Counts;
        counts.Of(0).ToArray().ShouldBe(seen[0].Counts.Of(0).ToArray());
    }

    [Fact]
    public void It_is_the_same_for_any_number_of_threads()
    {
        var one = Without(Run(Study(), 7, "one"));
        Without(Run(Study(), 7, "three", new Workers(3))).ShouldBe(one);
    }

    [Fact]
    public void Killed_it_goes_on_with_what_is_missing_and_more_data_sets_add_to_those_there()
    {
        var whole = Without(Run(Study(), 5));
        var lines = File.ReadAllLines(Folder("run").DataSets);
        var marked = RunJson.SerializeLine(RunJson.Deserialize<CalibrationRow>(lines[0], "") with { Seconds = 12345 });
        File.WriteAllText(Folder("run").DataSets, marked + lines[1] + "\n" + lines[2][..50]);
        _sampled = 0;
        Without(Run(Study(), 5)).ShouldBe(whole);
        (_sampled, Rows().Length, Rows()[0].Seconds).ShouldBe((3, 5, 12345));
        Run(Study(), 6);
        _sampled.ShouldBe(4);
        // Another seed or study is other work; --fresh forgets everything.
        Run(Study(), 1, seed: 9);
        Run(Study("[\"tau_m[E]\"]"), 1);
        (_sampled, Rows().Length).ShouldBe((6, 8));
        Run(Study(), 2, unfinished: Unfinished.BeginAnew);
        (_sampled, Rows().Length).ShouldBe((8, 2));
    }

    [Fact]
    public void No_data_set_is_dropped_in_silence()
    {
        var record = Run(Study(), 30, sampler: (study, data, seed, cancellation) =>
        {
            var place = _sampled;
            var draws = PriorDraws(study, data, seed, cancellation);
            return place % 10 == 3 ? throw new FitFailedException("no way up") : place % 10 == 5 ? draws with { Problems = ["R-hat 2"] } : draws;
        });
        // A failure does not count as sampled, so the numbers follow from the order of the calls.
        record.DataSets.ShouldBe(30);
        record.NotTrusted.ShouldBe(Rows().Count(row => !row.Ranks.IsEmpty && !row.Problems.IsEmpty));
        record.WithoutPosterior.ShouldBe(Rows().Count(row => row.Ranks.IsEmpty));
        record.NotTrusted.ShouldBeGreaterThan(0);
        record.WithoutPosterior.ShouldBeGreaterThan(0);
        record.Parameters["c[E]"].Ranks.Length.ShouldBe(30 - record.WithoutPosterior);
        record.Notes.ShouldContain(note => note.StartsWith($"{record.NotTrusted} of 30 posteriors were not trusted", StringComparison.Ordinal));
        record.Notes.ShouldContain(note => note.StartsWith($"{record.WithoutPosterior} of 30 data sets had no posterior", StringComparison.Ordinal));
        Should.Throw<FitFailedException>(() => Run(Study(), 2, "none", sampler: (_, _, _, _) => throw new FitFailedException("no way up"))).Message.ShouldBe(
            "small: none of 2 data sets had a posterior that could be sampled; the first says: no way up");
    }

    [Fact]
    public void A_silent_network_counts()
    {
        var study = StudyFile.Parse(
            SmallStudy.Yaml(Data("0.5 s"), "[c]", "starts: 1, burn_in: 0, seed: 3", "priors: {c: {gamma: [1, 1e-12]}}"), "small.yaml", SignalFile.Read);
        var record = Run(study, 5);
        record.Parameters["c[E]"].Ranks.Length.ShouldBe(5);
        record.Notes.ShouldContain("5 of 5 data sets hold no scored spike: the prior makes silent networks.");
        record.Rates["E"].ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void What_cannot_be_calibrated_is_refused_in_a_sentence()
    {
        string Refusal(StudyDescription study, PosteriorSampler? sampler = null) =>
            Should.Throw<InputException>(() => Run(study, 1, "refused", sampler: sampler)).Message;
        Refusal(Study(fit: "starts: 1, burn_in: 0, method: ml")).ShouldBe(
            "small: a calibration draws true values from the prior, but with fit.method: ml the prior takes no part; use map.");
        Refusal(Study(more: Priors + "\nsample: {chains: 2, draws: 50}")).ShouldBe(
            "small: sample gives 100 draws, but the truth is ranked among 199; give more sample.draws.");
        var source = SmallStudy.Of().Load();
        CountsFile.Write(Path.Combine(_folder.Path, "c.csv"), source.Counts);
        SignalFile.Write(Path.Combine(_folder.Path, "i.csv"), source.Stimulus);
        var recorded = StudyFile.Read(_folder.Write("r.yaml", SmallStudy.Yaml("counts: c.csv\nstimulus: i.csv")), SignalFile.Read);
        Refusal(recorded).ShouldBe(
            "r: only a study of simulated data can be calibrated, because each data set has true values of its own; write data.simulate in place of the recording.");
        Directory.Exists(Folder("refused").Folder).ShouldBeFalse();
        Directory.CreateDirectory(Folder("refused").Folder);
        File.WriteAllText(Path.Combine(Folder("refused").Folder, "fit.json"), "{}");
        Refusal(Study()).ShouldEndWith("refused: holds a run, whose study and report a calibration would replace; name another --out");
        File.Delete(Path.Combine(Folder("refused").Folder, "fit.json"));
        Refusal(Study(), (study, data, seed, cancellation) => PriorDraws(study, data, seed, cancellation) is var draws ? draws with { Values = draws.Values[..40] } : draws)
            .ShouldBe("small: the posterior of data set 0 has 10 draws, and 199 are ranked; give more sample.chains or sample.draws.");
    }

    [Fact]
    public void Misspecified_and_inexact_calibrations_say_so()
    {
        var study = Study(fit: "starts: 1, burn_in: 0.1 s");
        var micro = study with { Data = (SimulatedData)study.Data with { Microscopic = true } };
        var record = Run(micro, 2);
        record.Level.ShouldBe("micro");
        record.Notes[0].ShouldStartWith("The data are those of single neurons");
        record.Notes[1].ShouldStartWith("The burn-in of 0.1 s conditions the posterior but is not scored");
    }

    private static string Data(string duration) => SmallStudy.Simulated.Replace("3 s", duration, StringComparison.Ordinal);

    private static StudyDescription Study(
        string infer = "[tau_m, c]", string fit = "starts: 1, burn_in: 0, seed: 3", string duration = "0.3 s", string more = Priors) =>
        StudyFile.Parse(SmallStudy.Yaml(Data(duration), infer, fit, more), "small.yaml", SignalFile.Read);

    private CalibrationFolder Folder(string name) => new(Path.Combine(_folder.Path, name));

    private CalibrationRow[] Rows() => [.. File.ReadLines(Folder("run").DataSets).Select(line => RunJson.Deserialize<CalibrationRow>(line, ""))];

    private CalibrationRecord Run(
        StudyDescription study,
        int dataSets,
        string name = "run",
        Workers? workers = null,
        ulong? seed = null,
        PosteriorSampler? sampler = null,
        Unfinished unfinished = Unfinished.GoOn) =>
        CalibrationJob.Run(study, Folder(name), dataSets, seed, workers ?? Workers.One, sampler ?? PriorDraws, unfinished);

    private static string Without(CalibrationRecord record) => RunJson.Serialize(record with { Seconds = 0 });

    private CalibrationDraws PriorDraws(StudyDescription study, StudyData data, ulong seed, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _sampled);
        var parameters = new MesoGifProblem(study, data).Parameters;
        var rng = new Rng(seed, StreamPurpose.Test, 0);
        var values = new double[200 * parameters.Dimension];
        for (var draw = 0; draw < 200; draw++)
        {
            parameters.SamplePrior(ref rng, values.AsSpan(draw * parameters.Dimension, parameters.Dimension));
        }

        return new(ImmutableArray.Create(values), [], 1);
    }
}
