using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Sampling;
using Spikelihood.Studies.Sampling.Files;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Sampling;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 33)]
    public void Draws_are_read_back_bit_for_bit(int chains, int count)
    {
        var draws = SomeDraws.Of(chains, count);
        NpzFile.Write(Path("draws.npz"), draws);
        SomeDraws.ShouldBeTheSame(NpzFile.Read(Path("draws.npz")), draws);
    }

    [Fact]
    public void Draws_of_no_chain_have_no_arrays_of_a_sampler()
    {
        var draws = new PosteriorDraws(["c"], [new([1, 2], [3, 4], [])]);
        NpzFile.Write(Path("draws.npz"), draws);
        SomeDraws.ShouldBeTheSame(NpzFile.Read(Path("draws.npz")), draws);
        using var zip = ZipFile.OpenRead(Path("draws.npz"));
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["c.npy", "lp.npy"]);
    }

    [Fact]
    public void An_array_is_laid_out_as_the_format_says()
    {
        NpzFile.Write(Path("draws.npz"), new(["w[E,I]"], [new([1.5, 2.5], [0, 0], []), new([3.5, 4.5], [0, 0], [])]));
        using var zip = ZipFile.OpenRead(Path("draws.npz"));
        using var content = new MemoryStream();
        using (var stream = zip.GetEntry("w[E,I].npy")!.Open())
        {
            stream.CopyTo(content);
        }

        var bytes = content.ToArray();
        bytes[..8].ShouldBe([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        ((10 + length) % 64).ShouldBe(0);
        var header = Encoding.ASCII.GetString(bytes, 10, length);
        header.TrimEnd().ShouldBe("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }");
        header.ShouldEndWith(" \n");
        Enumerable.Range(0, 4).Select(k => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(10 + length + 8 * k))).ShouldBe([1.5, 2.5, 3.5, 4.5]);
        bytes.Length.ShouldBe(10 + length + 32);
    }

    [Fact]
    public void Equal_draws_make_equal_bytes()
    {
        NpzFile.Write(Path("a.npz"), SomeDraws.Of(2, 10));
        NpzFile.Write(Path("b.npz"), SomeDraws.Of(2, 10));
        File.ReadAllBytes(Path("a.npz")).ShouldBe(File.ReadAllBytes(Path("b.npz")));
        using var zip = ZipFile.OpenRead(Path("a.npz"));
        zip.Entries.ShouldAllBe(entry => entry.LastWriteTime.Year == 1980);
    }

    [Fact]
    public void A_parameter_cannot_take_the_name_of_an_array_of_the_sampler() =>
        Should.Throw<ArgumentException>(() => NpzFile.Write(Path("x.npz"), new(["energy"], [new([1], [1], [])])));

    [Fact]
    public void A_wrong_file_is_answered_in_one_sentence()
    {
        Should.Throw<InputException>(() => NpzFile.Read(Path("none.npz"))).Message.ShouldContain("there is no such file");
        Should.Throw<InputException>(() => NpzFile.Read(_folder.Write("text.npz", "not a zip"))).Message.ShouldContain("is not an NPZ file");
        Wrong(("a.npy", [1, 2])).ShouldContain("has no array lp");
        Wrong(("lp.npy", [1, 2])).ShouldContain("array lp: is not an array in NumPy's format");

        var good = Good();
        Wrong(("lp.npy", good[..^8])).ShouldContain("array lp: is cut short");
        Wrong(("lp.npy", good[..40])).ShouldContain("array lp: is cut short");
        Wrong(("lp.npy", Replaced(good, "<f8", "<f4"))).ShouldContain("has numbers of kind <f4, but needs <f8");
        Wrong(("lp.npy", Replaced(good, "False", "True "))).ShouldContain("is not a table");
        Wrong(("lp.npy", good), ("c.npy", Replaced(good, "(2, 3)", "(3, 2)"))).ShouldContain("array c: has 3 chains of 2 draws, but lp has 2 of 3");
    }

    private byte[] Good()
    {
        using var stream = new MemoryStream();
        NpyArray.Write<double>(stream, [1, 2, 3, 4, 5, 6], 2);
        return stream.ToArray();
    }

    private static byte[] Replaced(byte[] bytes, string from, string to) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(from, to, StringComparison.Ordinal));

    private string Wrong(params (string Name, byte[] Content)[] entries)
    {
        var path = Path($"{Guid.NewGuid():N}.npz");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        var message = Should.Throw<InputException>(() => NpzFile.Read(path)).Message;
        message.ShouldStartWith(path);
        return message;
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);
}
