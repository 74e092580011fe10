using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

public class DebugTests
{
    [Fact]
    public void Debug()
    {
        var test = MergedCase.All[Environment.GetEnvironmentVariable("CASE") ?? "data that end among the leaving"]();
        var likelihood = test.Bind(Workers.One);
        var own = likelihood.Layout.Read(test.Network);
        var exact = likelihood.On(AgeGrid.Exact);
        var e = likelihood.Expected(own)[0];
        var x = exact.Expected(own)[0];
        for (var k = 0; k < e.Length; k += 4)
        {
            Console.WriteLine($"@ {k} {x[k]:G4} {(e[k] - x[k]) / x[k]:E2} {test.Counts.Of(0)[k]}");
        }
    }
}
