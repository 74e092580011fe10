using Spikelihood.Inference.Identifiability;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Identifiability;

public class NullSpaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e-6)]
    [InlineData(1e12)]
    public void The_null_space_is_found_whatever_the_amount_of_data_and_the_units(double amount)
    {
        // Two things are seen of each row: x0 + x1, x2 - 3 x3, x4. Units differ by a million.
        var information = Information(amount, [1, 1, 0, 0, 0], [0, 0, 1e3, -3e3, 0], [0, 0, 0, 0, 1e-2]);
        var space = NullSpace.Of(information, 5);
        space.Count.ShouldBe(2);
        space.Blind.ShouldBeEmpty();
        space.Contains([1, -1, 0, 0, 0]).ShouldBeTrue();
        space.Contains([0, 0, 3, 1, 0]).ShouldBeTrue();
        space.Contains([2, -2, 3, 1, 0]).ShouldBeTrue();
        space.Contains([1, -1.01, 0, 0, 0]).ShouldBeFalse();
        space.Contains([0, 0, 0, 0, 1]).ShouldBeFalse();
        space.Determines([2, 2, 0, 0, 5]).ShouldBeTrue();
        space.Determines([0, 0, 1, -3, 0]).ShouldBeTrue();
        space.Determines([1, 0, 0, 0, 0]).ShouldBeFalse();
    }

    [Fact]
    public void A_full_matrix_has_no_null_direction_and_nothing_to_fix()
    {
        var space = NullSpace.Of(Information(1, [1, 2, 0], [0, 1, 1], [1, 0, 3]), 3);
        space.Count.ShouldBe(0);
        space.Fixing([0, 1, 2]).ShouldBeEmpty();
        space.Beyond([], [0, 1, 2]).ShouldBeEmpty();
        space.Spectrum.Average().ShouldBe(1, 1e-12);
        space.Determines([1, 0, 0]).ShouldBeTrue();
    }

    [Fact]
    public void What_is_seen_faintly_is_not_null()
    {
        // The difference of the two is seen ten thousand times less well than their sum.
        var space = NullSpace.Of(Information(1, [1, 1], [1e-4, -1e-4]), 2);
        space.Count.ShouldBe(0);
        space.Spectrum[0].ShouldBe(2e-8, 1e-10);
    }

    [Fact]
    public void A_coordinate_without_information_is_blind_and_takes_no_part_in_other_directions()
    {
        var space = NullSpace.Of(Information(1, [0, 1, 1, 0], [0, 0, 0, 2]), 4);
        space.Blind.ShouldBe([0]);
        space.Count.ShouldBe(2);
        space.Contains([1, 0, 0, 0]).ShouldBeFalse();
        space.Contains([7, 1, -1, 0]).ShouldBeTrue();
        space.Fixing([3, 2, 1, 0]).ShouldBe([0, 2]);
    }

    [Fact]
    public void Everything_blind_is_everything_open()
    {
        var space = NullSpace.Of(new double[9], 3);
        space.Count.ShouldBe(3);
        space.Fixing([2, 1, 0]).ShouldBe([0, 1, 2]);
        space.Spectrum.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, new[] { 0, 2 })]
    [InlineData(new[] { 1, 0, 3, 2, 4 }, new[] { 1, 3 })]
    [InlineData(new[] { 4, 3, 2, 1, 0 }, new[] { 1, 3 })]
    public void As_many_are_fixed_as_there_are_directions_the_preferred_first(int[] order, int[] expected)
    {
        var space = NullSpace.Of(Information(1, [1, 1, 0, 0, 0], [0, 0, 1, -3, 0], [0, 0, 0, 0, 1]), 5);
        var fix = space.Fixing(order);
        fix.ShouldBe(expected);
        Precision.Of(Information(1, [1, 1, 0, 0, 0], [0, 0, 1, -3, 0], [0, 0, 0, 0, 1]), 5, fix).ShouldNotBeNull();
    }

    [Fact]
    public void Unnamed_directions_are_sparse_and_complete_the_null_space()
    {
        var information = Information(1, [1, 1, 0, 0, 0, 0], [0, 0, 1, 1, -1, 0], [0, 0, 0, 0, 0, 1]);
        var space = NullSpace.Of(information, 6);
        space.Count.ShouldBe(3);
        double[][] known = [[1, -1, 0, 0, 0, 0]];
        var rest = space.Beyond(known, [0, 1, 2, 3, 4, 5]);
        rest.Length.ShouldBe(2);
        foreach (var direction in rest)
        {
            space.Contains(direction.AsSpan()).ShouldBeTrue();
            direction.Count(component => component != 0).ShouldBe(2);
            direction.Max(Math.Abs).ShouldBe(1, 1e-12);
        }

        space.AddsTo(known, [2, -2, 0, 0, 0, 0]).ShouldBeFalse();
        space.AddsTo(known, rest[0].AsSpan()).ShouldBeTrue();
        space.Beyond([.. known, .. rest.Select(direction => direction.ToArray())], [0, 1, 2, 3, 4, 5]).ShouldBeEmpty();
    }

    [Fact]
    public void The_dimension_is_right_for_random_matrices_of_every_rank()
    {
        var rng = new Rng(3, StreamPurpose.Test, 0);
        for (var rank = 1; rank <= 12; rank++)
        {
            var rows = new double[rank][];
            for (var row = 0; row < rank; row++)
            {
                rows[row] = new double[12];
                for (var i = 0; i < 12; i++)
                {
                    rows[row][i] = Math.Pow(10, i % 5 - 2) * rng.NextNormal();
                }
            }

            NullSpace.Of(Information(1, rows), 12).Count.ShouldBe(12 - rank);
        }
    }

    [Fact]
    public void What_is_not_a_number_is_refused() =>
        Should.Throw<ArgumentException>(() => NullSpace.Of([1, double.NaN, double.NaN, 1], 2));

    /// <summary>The information of seeing these linear functions with unit noise.</summary>
    internal static double[] Information(double amount, params double[][] seen)
    {
        var dimension = seen[0].Length;
        var information = new double[dimension * dimension];
        for (var entry = 0; entry < information.Length; entry++)
        {
            information[entry] = amount * seen.Sum(row => row[entry / dimension] * row[entry % dimension]);
        }

        return information;
    }
}
