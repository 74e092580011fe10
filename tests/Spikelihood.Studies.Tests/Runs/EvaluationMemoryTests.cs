using Spikelihood.Numerics.Differentiation;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Runs;

public sealed class EvaluationMemoryTests : IDisposable
{
    private static readonly double[][] Positions = [[1.5, 0.0], [1.5, -0.0], [Math.BitIncrement(1.5), 0.0], [double.NaN, 1]];

    private readonly TemporaryFolder _folder = new();
    private int _evaluations;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Another_session_gets_the_same_bits_without_an_evaluation()
    {
        var first = Session("f", remembered => Positions.Select(position => Bits(remembered, position)).ToArray());
        _evaluations.ShouldBe(Positions.Length);
        var second = Session("f", remembered => Positions.Select(position => Bits(remembered, position)).ToArray());
        _evaluations.ShouldBe(Positions.Length);
        second.ShouldBe(first);
        first.Distinct().Count().ShouldBe(Positions.Length);
    }

    [Fact]
    public void What_was_not_asked_before_is_evaluated()
    {
        Session("f", remembered => Bits(remembered, [1, 2]));
        Session("f", remembered => Bits(remembered, [1, 3]));
        Session("g", remembered => Bits(remembered, [1, 2]));
        _evaluations.ShouldBe(3);
    }

    private static string Bits(DifferentiableFunction function, double[] position)
    {
        var gradient = new double[2];
        var value = function(position, gradient);
        return string.Join(' ', new[] { value, gradient[0], gradient[1] }.Select(BitConverter.DoubleToInt64Bits));
    }

    private T Session<T>(string key, Func<DifferentiableFunction, T> work)
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(_folder.Path, "log"), new([]), Unfinished.GoOn);
        return work(new EvaluationMemory(checkpoint).Remember(key, Evaluate));
    }

    // Values that are not finite are remembered like all others.
    private double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        _evaluations++;
        (gradient[0], gradient[1]) = (1 / x[1], Math.Sin(x[0]));
        return x[0] / 3;
    }
}
