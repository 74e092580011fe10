using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Tests.Optimisation;

/// <summary>Runs a method as the tests do, stoppable with the test run.</summary>
internal static class Climb
{
    public static OptimisationResult With(
        IMaximiser method, ILogDensity density, double[] start, StoppingRule? rule = null, Action<IterationInfo>? onIteration = null) =>
        method.Maximise(density, start, rule ?? new StoppingRule(), onIteration, TestContext.Current.CancellationToken);

    public static double[] Filled(int dimension, double value) => [.. Enumerable.Repeat(value, dimension)];

    public static double Farthest(IEnumerable<double> position, double value) => position.Max(x => Math.Abs(x - value));
}
