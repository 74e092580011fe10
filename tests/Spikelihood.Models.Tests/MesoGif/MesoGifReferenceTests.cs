using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

public class MesoGifReferenceTests
{
    public static TheoryData<string> Vectors => ["ref_2pop_K1000", "ref_2pop_K100", "ref_4pop_K100"];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Expected_counts_agree_with_the_reference(string name)
    {
        var reference = ReferenceVector.Read(name);
        var likelihood = new MesoGifLikelihood(reference.Network, reference.Counts, reference.Stimulus, reference.From, Workers.One);
        var expected = likelihood.Expected(likelihood.Layout.Read(reference.Network));
        for (var k = 0; k < reference.Counts.Steps; k++)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i][k].ShouldBe(reference.Expected[k][i], 1e-12 * reference.Expected[k][i] * 2, $"step {k}, population {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Log_likelihood_agrees_with_the_reference(string name)
    {
        var reference = ReferenceVector.Read(name);
        foreach (var (from, value) in new[] { (reference.From, reference.LogLikelihood), (0, reference.LogLikelihoodOfAllSteps) })
        {
            var likelihood = new MesoGifLikelihood(reference.Network, reference.Counts, reference.Stimulus, from, Workers.One);
            likelihood.Value(likelihood.Layout.Read(reference.Network)).ShouldBe(value, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Derivatives_agree_with_the_reference(string name)
    {
        var reference = ReferenceVector.Read(name);
        var likelihood = new MesoGifLikelihood(reference.Network, reference.Counts, reference.Stimulus, reference.From, Workers.One);
        var gradient = new double[likelihood.Layout.Count];
        likelihood.ValueAndGradient(likelihood.Layout.Read(reference.Network), gradient);
        foreach (var (parameter, derivative) in reference.Derivatives())
        {
            gradient[likelihood.Layout.Select([parameter])[0]].ShouldBe(derivative, 1e-9 * Math.Max(1, Math.Abs(derivative)), parameter);
        }
    }
}
