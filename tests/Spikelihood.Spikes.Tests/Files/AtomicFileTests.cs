using Spikelihood.Spikes.Files;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        var path = _folder.Text("a.txt", "old");
        Should.Throw<FormatException>(() => AtomicFile.WriteText(path, writer =>
        {
            writer.Write("half");
            throw new FormatException();
        }));
        File.ReadAllText(path).ShouldBe("old");
        Directory.GetFiles(_folder.Root).ShouldBe([path]);
        AtomicFile.WriteText(path, writer => writer.Write("new"));
        File.ReadAllText(path).ShouldBe("new");
        Directory.GetFiles(_folder.Root).ShouldBe([path]);
    }

    [Fact]
    public void Places_that_cannot_be_written_are_named()
    {
        Should.Throw<InputException>(() => AtomicFile.WriteText(_folder["no/such/a.txt"], _ => { })).Message.ShouldContain("does not exist");
        Should.Throw<InputException>(() => AtomicFile.WriteText(_folder.Root, _ => { })).Message.ShouldContain("is a folder");
        Should.Throw<InputException>(() => AtomicFile.Write(_folder["a.txt"], _ => throw new IOException("No space left on device : '/x/.a.tmp'"))).Message
            .ShouldEndWith("a.txt: could not be written (no space left on device).");
        Should.Throw<InputException>(() => AtomicFile.Write(_folder["a.txt"], _ => throw new UnauthorizedAccessException())).Message.ShouldContain("read-only");
        Directory.GetFiles(_folder.Root).ShouldBeEmpty();
    }
}
