using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>Old cohorts merged, against every age bin on its own.</summary>
public class MergedLikelihoodTests
{
    public static TheoryData<string> Cases => [.. MergedCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_log_likelihood_keeps_the_bound(string name)
    {
        var test = MergedCase.All[name]();
        var likelihood = test.Bind(Workers.One);
        likelihood.IsMerged.ShouldContain(true);
        var own = likelihood.Layout.Read(test.Network);
        var error = likelihood.MeasureError(own);
        var exact = likelihood.On(AgeGrid.Exact);
        var g = new double[own.Length];
        var h = new double[own.Length];
        likelihood.ValueAndGradient(own, g);
        exact.ValueAndGradient(own, h);
        var worst = 0.0;
        for (var i = 0; i < own.Length; i++) { worst = Math.Max(worst, Math.Abs(g[i] - h[i]) / (Math.Abs(h[i]) + 1e-3)); }
        var e = likelihood.Expected(own); var x = exact.Expected(own);
        var rel = e.Select((row, i) => Math.Sqrt(row.Select((v, k) => Math.Pow((v - x[i][k]) / x[i][k], 2)).Average()));
        Console.WriteLine($"{name}: merged {string.Join(",", likelihood.IsMerged)} K {string.Join(",", likelihood.AgeBins)} rate {string.Join(",", test.Network.Populations.Select((p,i) => test.Counts.Of(i).ToArray().Average() / p.Size * 1000))} error {error:G3} rel {string.Join(" ", rel.Select(r => r.ToString("G3")))} gradient {worst:G3}");
        error.ShouldBeInRange(-1e-3, 1e-3);
    }
}
