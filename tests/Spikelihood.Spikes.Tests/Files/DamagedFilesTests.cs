using System.Text;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class DamagedFilesTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unit,population,time_s\n1,E,0.125\n2,\"I\",0.25\n10,E,1e-3\n1,E,0.5\n", false)]
    [InlineData("unit,population,time_s\n1,E,0.125\n2,\"I\",0.25\n10,E,1e-3\n1,E,0.5\n", true)]
    [InlineData("time_s,E,I\r\n0.000,1,0\r\n0.001,3,12\r\n0.002,0,7\r\n", false)]
    [InlineData("time_s,E,I\n0,1.5e-3,-2\n0.1,3,12\n0.2,0,7\n", true)]
    public void Damage_is_read_or_refused_with_a_sentence_but_never_crashes(string content, bool isCompressed)
    {
        var random = new Random(content.Length);
        var original = isCompressed ? ScratchFolder.Gzip(content) : Encoding.UTF8.GetBytes(content);
        var refused = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            var damaged = original[..^(trial % 3 == 0 ? random.Next(original.Length) : 0)];
            for (var k = random.Next(4); k > 0 && damaged.Length > 0; k--)
            {
                damaged[random.Next(damaged.Length)] = (byte)(trial % 2 == 0 ? "0123456789.,-eE\"\n; NaIx"[random.Next(23)] : random.Next(256));
            }

            try
            {
                RecordedFile.Read(_folder.Bytes("damaged.csv", damaged));
            }
            catch (InputException error)
            {
                error.Message.ShouldContain("damaged.csv");
                refused++;
            }
        }

        refused.ShouldBeInRange(100, 399);
    }
}
