using MathNet.Numerics.Statistics;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling;

/// <summary>
/// One transition of an exact draw is again an exact draw: independent replicates, so errors are those of plain averages. Steps are long
/// enough that an acceptance or a weight that was wrong would show.
/// </summary>
public class InvarianceTests
{
    private const int Replicates = 40_000;

    /// <summary>x standard logistic (fourth moments known, neither normal nor symmetric in energy); y | x ~ N(x/2, 1).</summary>
    private static readonly Formula Density = new(2, (x, gradient) =>
    {
        var share = 1 / (1 + Math.Exp(-x[0]));
        var difference = x[1] - x[0] / 2;
        gradient[0] = 1 - 2 * share + difference / 2;
        gradient[1] = -difference;
        return Math.Log(share * (1 - share)) - difference * difference / 2;
    });

    public static TheoryData<string, double> Samplers => new()
    {
        { "nuts", 0.3 }, { "nuts", 0.9 }, { "nuts", 1.6 }, { "nuts of depth 2", 0.3 }, { "static", 0.9 }, { "static", 1.8 },
    };

    [Theory]
    [MemberData(nameof(Samplers))]
    public void A_transition_leaves_the_density_as_it_was(string sampler, double stepSize)
    {
        var metric = new DenseMetric([3, 1, 1, 2], 2);
        ITransition transition = sampler switch
        {
            "nuts" => new Nuts(Density, metric, stepSize),
            "nuts of depth 2" => new Nuts(Density, metric, stepSize, 2),
            _ => new StaticHmc(Density, metric, stepSize, 2),
        };
        Func<double, double, double>[] functions =
        [
            (x, _) => x, (_, y) => y, (x, _) => x * x, (_, y) => y * y, (x, y) => x * y, (x, _) => Math.Abs(x) < 0.5 ? 1 : 0, (x, _) => x > 3 ? 1 : 0,
            (x, y) => Math.Cos(x + 2 * y),
        ];
        double[] sums = new double[functions.Length], squares = new double[functions.Length];
        var moved = 0;
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var rng = new Rng(3, StreamPurpose.Test, (ulong)replicate);
            var uniform = rng.NextDouble();
            var x = Math.Log(uniform / (1 - uniform));
            double[] start = [x, x / 2 + rng.NextNormal()];
            var (state, _) = transition.Step(ref rng, ChainState.Init(Density, start));
            moved += state.Position[0] != start[0] ? 1 : 0;
            for (var k = 0; k < functions.Length; k++)
            {
                // Before and after have the same mean, and their difference varies less than either.
                var change = functions[k](state.Position[0], state.Position[1]) - functions[k](start[0], start[1]);
                sums[k] += change;
                squares[k] += change * change;
            }
        }

        moved.ShouldBeGreaterThan(Replicates / 3);
        for (var k = 0; k < functions.Length; k++)
        {
            (sums[k] / Math.Sqrt(squares[k])).ShouldBe(0, 4, $"function {k}");
        }
    }

    [Fact]
    public void Chains_beside_a_place_without_density_still_have_the_right_moments()
    {
        // Gamma(4) in its natural coordinate, where the logarithm of a negative number is not one.
        var density = Formula.Fenced(1);
        var transition = new Nuts(density, new DiagonalMetric([4]), 0.8);
        var chains = new double[4][];
        var diverged = 0;
        for (var chain = 0; chain < 4; chain++)
        {
            var rng = new Rng(4, StreamPurpose.Test, (ulong)chain);
            var state = ChainState.Init(density, [4]);
            chains[chain] = new double[5000];
            for (var draw = 0; draw < 5000; draw++)
            {
                (state, var info) = transition.Step(ref rng, state);
                diverged += info.Diverged ? 1 : 0;
                chains[chain][draw] = state.Position[0];
            }
        }

        diverged.ShouldBeGreaterThan(0);
        double[] pooled = [.. chains.SelectMany(chain => chain)];
        pooled.Average().ShouldBe(4, 4 * MonteCarloError.Mean(chains));
        ArrayStatistics.StandardDeviation(pooled).ShouldBe(2, 4 * MonteCarloError.Sd(chains));
    }
}
