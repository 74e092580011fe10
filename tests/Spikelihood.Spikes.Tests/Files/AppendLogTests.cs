using System.Text;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class AppendLogTests : IDisposable
{
    private static readonly string[] Three = ["first", "", "the third record"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_come_back_in_order_and_more_can_follow()
    {
        Read().ShouldBeEmpty();
        Write(Three);
        Read().ShouldBe(Three);
        Write("fourth");
        Read().ShouldBe([.. Three, "fourth"]);
    }

    [Fact]
    public void Wherever_a_write_was_torn_the_records_before_it_are_kept_and_the_next_one_takes_its_place()
    {
        Write(Three);
        var whole = File.ReadAllBytes(_folder["log"]);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_folder["log"], whole[..length]);
            var kept = Read();
            kept.ShouldBe(Three.Take(kept.Length));
            (kept.Length == Three.Length).ShouldBe(length == whole.Length);
            Write("next");
            Read().ShouldBe([.. kept, "next"]);
        }
    }

    [Fact]
    public void A_changed_byte_hides_its_record_and_those_after_it_but_none_before()
    {
        Write(Three);
        var whole = File.ReadAllBytes(_folder["log"]);
        var header = Encoding.UTF8.GetByteCount("spikelihood log 1\n");
        for (var at = header; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x20;
            File.WriteAllBytes(_folder["log"], damaged);
            var kept = Read();
            kept.ShouldBe(Three.Take(at < header + 13 ? 0 : at < header + 21 ? 1 : 2), $"byte {at}");
        }
    }

    [Fact]
    public void A_tail_of_zeros_is_no_record()
    {
        Write(Three);
        File.AppendAllText(_folder["log"], new string('\0', 100));
        Read().ShouldBe(Three);
    }

    [Fact]
    public void Files_of_others_are_refused_and_stay_as_they_are()
    {
        var path = _folder.Text("log", "my notes");
        Should.Throw<InputException>(Read).Message.ShouldBe($"{path}: is not a file of this program; move it away or name another --out");
        File.ReadAllText(path).ShouldBe("my notes");
        Should.Throw<InputException>(() => AppendLog.Open(_folder.Root)).Message.ShouldContain("is a folder");
    }

    [Fact]
    public void Only_one_can_use_it_at_a_time()
    {
        using var log = AppendLog.Open(_folder["log"]);
        Should.Throw<InputException>(Read).Message
            .ShouldBe($"{_folder["log"]}: cannot be opened for writing (another program is using it); mend that or name another --out");
    }

    [Fact]
    public void A_full_disk_is_told_in_one_sentence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only some systems have a device that is always full.");
        File.CreateSymbolicLink(_folder["log"], "/dev/full");
        Should.Throw<InputException>(() => Write("first")).Message.ShouldBe(
            $"{_folder["log"]}: could not be written (no space left on device); what it held is kept, mend that and give the same command again");
    }

    [Fact]
    public void Records_of_several_threads_are_all_there()
    {
        using (var log = AppendLog.Open(_folder["log"]))
        {
            Parallel.For(0, 200, number => log.Append(Encoding.UTF8.GetBytes($"{number}")));
        }

        Read().Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, 200));
    }

    private void Write(params string[] records)
    {
        using var log = AppendLog.Open(_folder["log"]);
        foreach (var record in records)
        {
            log.Append(Encoding.UTF8.GetBytes(record));
        }
    }

    private string[] Read()
    {
        using var log = AppendLog.Open(_folder["log"]);
        return [.. log.Earlier.Select(record => Encoding.UTF8.GetString(record.Span))];
    }
}
