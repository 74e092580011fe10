using Spikelihood.Inference.Tests.Sampling.Posteriors;

namespace Spikelihood.Inference.Tests.Sampling;

/// <summary>The densities that samplers are judged on are the right ones.</summary>
public class ReferencePosteriorTests
{
    public static TheoryData<string> All => [.. ReferencePosterior.Names, "eight_schools_centered"];

    [Theory]
    [MemberData(nameof(All))]
    public void Value_and_gradient_of_a_reference_posterior_are_the_published_ones(string name)
    {
        var posterior = ReferencePosterior.Named(name);
        var gradient = new double[posterior.Dimension];
        foreach (var (position, value, expected) in posterior.KnownPoints())
        {
            posterior.Evaluate(position, gradient).ShouldBe(value, 1e-9 * (1 + Math.Abs(value)));
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i].ShouldBe(expected[i], 1e-9 * (1 + Math.Abs(expected[i])));
            }
        }
    }
}
