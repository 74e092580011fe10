namespace Spikelihood.Inference.Tests.Differentiation;

public class DerivativeTests
{
    public static TheoryData<string> Names() => [.. EverythingDifferentiable.Cases().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_derivative_agrees_with_finite_differences(string name)
    {
        var comparison = EverythingDifferentiable.Cases().Single(item => item.Name == name).Check();
        comparison.RelativeError.ShouldBeLessThan(2e-8, comparison.ToString());
    }
}
