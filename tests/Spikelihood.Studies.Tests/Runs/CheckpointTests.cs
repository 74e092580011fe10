using System.Text;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Runs;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Fingerprint Ours = new([new("another seed", "1"), new("another study", "model: a\nfit: {starts: 3}\ninfer: [c]")]);

    private readonly TemporaryFolder _folder = new();

    private string Log => Path.Combine(_folder.Path, "new", "run", "checkpoint.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_of_all_earlier_sessions_are_found_by_their_key_in_order()
    {
        Add(("a", "1"), ("b", "2"));
        Add(("a", "3"));
        using var checkpoint = Checkpoint.Open(Log, Ours, Unfinished.GoOn);
        Entries(checkpoint, "a").ShouldBe(["1", "3"]);
        Entries(checkpoint, "b").ShouldBe(["2"]);
        Entries(checkpoint, "c").ShouldBeEmpty();
    }

    [Fact]
    public void One_that_holds_nothing_leaves_nothing_not_even_its_folder()
    {
        Add();
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Complete_work_needs_none()
    {
        Add(("a", "1"));
        File.Exists(Log).ShouldBeTrue();
        using (var checkpoint = Checkpoint.Open(Log, Ours, Unfinished.GoOn))
        {
            checkpoint.Complete();
        }

        Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Where(File.Exists).ShouldBeEmpty();
    }

    [Fact]
    public void That_of_other_work_is_refused_with_the_first_difference_and_stays()
    {
        Add(("a", "1"));
        var before = File.ReadAllBytes(Log);
        foreach (var (seed, study, difference) in new[]
        {
            ("2", Ours.Parts[1].Text, "another seed (1 there, 2 here)"),
            ("1", "model: a\nfit: {starts: 4}\ninfer: [c]", "another study (fit: {starts: 3} there, fit: {starts: 4} here)"),
            ("1", "model: a", "another study (fit: {starts: 3} there, nothing here)"),
        })
        {
            var other = new Fingerprint([new("another seed", seed), new("another study", study)]);
            Should.Throw<InputException>(() => Checkpoint.Open(Log, other, Unfinished.GoOn)).Message
                .ShouldBe($"{Log}: is of an unfinished run with {difference}; give --fresh to begin anew, or another --out");
        }

        File.ReadAllBytes(Log).ShouldBe(before);
    }

    [Theory]
    [InlineData(Unfinished.GoOnOrBeginAnew, "1", 1)]
    [InlineData(Unfinished.GoOnOrBeginAnew, "2", 0)]
    [InlineData(Unfinished.BeginAnew, "1", 0)]
    [InlineData(Unfinished.BeginAnew, "2", 0)]
    public void It_can_be_thrown_away(Unfinished unfinished, string seed, int kept)
    {
        Add(("a", "1"));
        using var checkpoint = Checkpoint.Open(Log, new([new("another seed", seed), Ours.Parts[1]]), unfinished);
        checkpoint.Earlier("a").Count().ShouldBe(kept);
    }

    [Fact]
    public void Time_adds_up_over_sessions()
    {
        using (var checkpoint = Checkpoint.Open(Log, Ours, Unfinished.GoOn))
        {
            Thread.Sleep(30);
            checkpoint.Add("a", []);
        }

        using var second = Checkpoint.Open(Log, Ours, Unfinished.GoOn);
        second.Seconds.ShouldBeGreaterThan(0.03);
    }

    private static IEnumerable<string> Entries(Checkpoint checkpoint, string key) =>
        checkpoint.Earlier(key).Select(entry => Encoding.UTF8.GetString(entry.Span));

    private void Add(params (string Key, string Content)[] entries)
    {
        using var checkpoint = Checkpoint.Open(Log, Ours, Unfinished.GoOn);
        foreach (var (key, content) in entries)
        {
            checkpoint.Add(key, Encoding.UTF8.GetBytes(content));
        }
    }
}
