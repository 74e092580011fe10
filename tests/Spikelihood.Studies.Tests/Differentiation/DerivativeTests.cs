namespace Spikelihood.Studies.Tests.Differentiation;

public class DerivativeTests
{
    public static TheoryData<string> Names => [.. EverythingDifferentiable.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_derivative_agrees_with_finite_differences(string name)
    {
        var test = EverythingDifferentiable.Cases[name];
        var comparison = test.Check();
        comparison.RelativeError.ShouldBeLessThan(test.Tolerance, comparison.ToString());
    }
}
