using MathNet.Numerics.LinearAlgebra.Double;
using Spikelihood.Inference.Parameters;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Binding;

namespace Spikelihood.Studies.Tests.Binding;

public class CentredCoordinatesTests
{
    public static TheoryData<string> Cases => [.. CoordinatesCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Positions_and_values_survive_a_round_trip(string name)
    {
        var test = CoordinatesCase.All[name]();
        var dimension = test.Coordinates.Dimension;
        foreach (var position in test.Positions())
        {
            double[] natural = new double[dimension], back = new double[dimension], again = new double[dimension];
            test.Coordinates.ToNatural(position, natural);
            test.Coordinates.ToPosition(natural, back);
            test.Coordinates.ToNatural(back, again);
            for (var i = 0; i < dimension; i++)
            {
                back[i].ShouldBe(position[i], 1e-12 * Math.Max(1, Math.Abs(position[i])));
                again[i].ShouldBe(natural[i], 1e-11 * Math.Abs(natural[i]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_log_Jacobian_is_that_of_the_numerical_determinant(string name)
    {
        var test = CoordinatesCase.All[name]();
        var dimension = test.Coordinates.Dimension;
        foreach (var position in test.Positions())
        {
            double[] natural = new double[dimension], gradient = new double[dimension];
            test.Coordinates.ToNatural(position, natural);
            // Row-major read as column-major is the transpose, whose determinant is the same.
            var upper = DenseMatrix.OfColumnMajor(dimension, dimension, test.Coordinates.Jacobian(position)).LU().U;
            var numerical = upper.Diagonal().Sum(x => Math.Log(Math.Abs(x)));
            test.Coordinates.LogJacobian(position, natural, gradient).ShouldBe(numerical, 1e-9);
        }
    }

    [Fact]
    public void Coordinates_of_table_7_are_those_computed_by_hand()
    {
        var test = CoordinatesCase.All["the 14 parameters"]();
        var position = new double[test.Coordinates.Dimension];
        test.Coordinates.ToPosition(test.Truth(), position);
        var byName = test.Layout.Select([.. Models.Networks.ParameterLayout.DefaultFamilies]).Select((place, i) => (test.Layout.All[place].Name, position[i])).ToDictionary();
        var drive = 20 - 15 + 19 * 0.03 + 0.01 * (0.0497 * 438 * 2.482 * 5.6 - 0.1350 * 109 * 4.964 * 8.4) - 1 * 5.6;
        byName["c[E]"].ShouldBe(Math.Log(10) + drive / 5, 1e-12);
        byName["w[E,I]"].ShouldBe(-4.964 / 5, 1e-12);
        byName["J_theta[E]"].ShouldBe(Math.Log(1.0 / 5), 1e-12);
        byName["tau_s[I]"].ShouldBe(Math.Log(0.006), 1e-12);
    }

    [Fact]
    public void Raising_adaptation_alone_leaves_the_hazard_at_the_mean_state()
    {
        // What the coordinates are for: a larger J_theta is paid back by a larger c.
        var test = CoordinatesCase.All["the 14 parameters"]();
        var places = test.Layout.Select([.. Models.Networks.ParameterLayout.DefaultFamilies]);
        int escape = places.IndexOf(test.Layout.EscapeRate(0)), strength = places.IndexOf(test.Layout.AdaptationStrength(0, 0));
        double[] position = new double[places.Length], natural = new double[places.Length];
        test.Coordinates.ToPosition(test.Truth(), position);
        position[strength] += Math.Log(1.5);
        test.Coordinates.ToNatural(position, natural);
        natural[strength].ShouldBe(1.5, 1e-12);
        natural[escape].ShouldBe(10 * Math.Exp(0.5 * 5.6 / 5), 1e-11);
        test.Coordinates.HazardPlaces().ShouldContain((escape, 0));
    }

    [Fact]
    public void The_mean_state_is_that_of_the_scored_steps()
    {
        var counts = new PopulationSeries<int>(["E", "I"], 0.001, [[9, 1, 3, 2], [9, 0, 1, 0]]);
        var stimulus = new PopulationSeries<double>(["E", "I"], 0.001, [[7, 1, 2, 3], [7, 0, 0, -3]]);
        var mean = MeanState.Of(counts, stimulus, [100, 20], from: 1);
        mean.Activity[0].ShouldBe(2 / (100 * 0.001), 1e-9);
        mean.Activity[1].ShouldBe(1.0 / 3 / (20 * 0.001), 1e-9);
        mean.Input[0].ShouldBe(2, 1e-12);
        mean.Input[1].ShouldBe(-1, 1e-12);
    }
}
