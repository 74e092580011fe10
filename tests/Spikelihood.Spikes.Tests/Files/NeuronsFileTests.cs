using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class NeuronsFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_table_is_read_back_unchanged()
    {
        var table = new NeuronTable(["tau_m", "tau_theta_2"], [new("0", "E", [0.1 + 0.2, 1e-300]), new("1", "L2/3, \"i\"", [0.01, null])]);
        var path = _folder["neurons.csv"];
        NeuronsFile.Write(path, table);
        NeuronsFile.IsOne(path).ShouldBeTrue();
        var again = NeuronsFile.Read(path);
        again.Parameters.ShouldBe(table.Parameters);
        again.Rows.Select(row => (row.Unit, row.Population)).ShouldBe(table.Rows.Select(row => (row.Unit, row.Population)));
        again.Rows.SelectMany(row => row.Values).ShouldBe(table.Rows.SelectMany(row => row.Values));
    }

    [Theory]
    [InlineData("unit,population,time_s\n1,E,0.1\n", false)]
    [InlineData("time_s,E,I\n0,1,2\n", false)]
    [InlineData("unit,population,c\n1,E,10\n", true)]
    public void A_table_is_told_by_its_header(string text, bool isOne)
    {
        var path = _folder["any.csv"];
        File.WriteAllText(path, text);
        NeuronsFile.IsOne(path).ShouldBe(isOne);
    }

    [Fact]
    public void What_is_not_a_number_is_refused()
    {
        var path = _folder["wrong.csv"];
        File.WriteAllText(path, "unit,population,tau_m\n1,E,fast\n");
        Should.Throw<InputException>(() => NeuronsFile.Read(path)).Message.ShouldContain("line 2");
    }
}
