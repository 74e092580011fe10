using Spikelihood.Inference.Calibration;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Calibration;

/// <summary>
/// A normal mean with a normal prior, whose posterior is known: what calibration says of it, and of posteriors that are wrong in known ways.
/// </summary>
public class ConjugateCalibrationTests
{
    private const int Draws = 199, DataSets = 300, Dimension = 5;

    [Theory]
    [InlineData(1.0, 0.0, CalibrationVerdict.Calibrated)]
    [InlineData(0.6, 0.0, CalibrationVerdict.OverConfident)]
    [InlineData(1.7, 0.0, CalibrationVerdict.UnderConfident)]
    [InlineData(1.0, 0.5, CalibrationVerdict.TooHigh)]
    [InlineData(1.0, -0.5, CalibrationVerdict.TooLow)]
    public void A_parameter_is_judged_by_the_shape_of_its_ranks(double width, double shift, CalibrationVerdict expected)
    {
        var ranks = Ranks(width, shift).Parameter;
        var pValue = new EcdfBand(DataSets, Draws).PValue(ranks);
        RankVerdict.OfParameter(pValue, RankShape.Of(ranks, Draws)).ShouldBe(expected, $"p = {pValue}");
    }

    [Theory]
    [InlineData(1.0, CalibrationVerdict.Calibrated)]
    [InlineData(0.8, CalibrationVerdict.OverConfident)]
    [InlineData(1.3, CalibrationVerdict.UnderConfident)]
    public void The_joint_is_judged_by_how_far_out_the_truth_lies(double width, CalibrationVerdict expected)
    {
        var ranks = Ranks(width, 0).Distance;
        RankVerdict.OfDistance(new EcdfBand(DataSets, Draws).PValue(ranks), RankShape.Of(ranks, Draws)).ShouldBe(expected);
    }

    [Fact]
    public void Regions_of_a_right_posterior_hold_the_truth_as_often_as_they_say()
    {
        var (parameter, distance) = Ranks(1, 0);
        foreach (var level in new[] { 0.5, 0.8, 0.9, 0.95 })
        {
            foreach (var coverage in new[] { RegionCoverage.Central(parameter, Draws, level), RegionCoverage.Innermost(distance, Draws, level) })
            {
                coverage.Level.ShouldBe(level, 1e-12);
                coverage.Share.ShouldBe(level, 3 * Math.Sqrt(level * (1 - level) / DataSets));
                coverage.Low.ShouldBeLessThan(coverage.Share);
                coverage.High.ShouldBeGreaterThan(coverage.Share);
            }
        }
    }

    [Fact]
    public void A_distance_whose_centre_forgets_the_truth_would_be_biased_and_the_pooled_one_is_not()
    {
        // Few draws in many dimensions, where the difference is plain; truth and draws from one distribution.
        const int Few = 19, Many = 8, Cases = 2000;
        int[] pooled = new int[Cases], forgetful = new int[Cases];
        for (var i = 0; i < Cases; i++)
        {
            var rng = new Rng(5, StreamPurpose.Test, (ulong)i);
            var points = new double[(Few + 1) * Many];
            for (var k = 0; k < points.Length; k++)
            {
                points[k] = rng.NextNormal();
            }

            var distances = PooledDistance.Squared(points, Many);
            pooled[i] = TruthRank.Among(distances[0], distances.AsSpan(1), ref rng);
            var centre = Enumerable.Range(0, Many).Select(k => Enumerable.Range(1, Few).Average(j => points[j * Many + k])).ToArray();
            double FromCentre(int j) => Enumerable.Range(0, Many).Sum(k => Math.Pow(points[j * Many + k] - centre[k], 2));
            forgetful[i] = TruthRank.Among(FromCentre(0), [.. Enumerable.Range(1, Few).Select(FromCentre)], ref rng);
        }

        var band = new EcdfBand(Cases, Few);
        band.PValue(pooled).ShouldBeGreaterThan(0.01);
        band.PValue(forgetful).ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void Distances_are_those_of_the_inverse_covariance()
    {
        // Along one line and at a right angle to it: a cross with arms of 2 and 1.
        double[] points = [2, 0, -2, 0, 0, 1, 0, -1, double.NaN, 0];
        var distances = PooledDistance.Squared(points, 2);
        distances[..4].ShouldBe([2, 2, 2, 2], 1e-12);
        distances[4].ShouldBe(double.PositiveInfinity);
        // All on one line: the other direction does not count.
        PooledDistance.Squared([1, 1, -1, -1], 2).ShouldBe([1, 1], 1e-12);
    }

    [Fact]
    public void The_interval_of_a_share_is_that_of_clopper_and_pearson()
    {
        // R: binom.test(95, 100), binom.test(0, 10).
        var most = new RegionCoverage(0.95, 95, 100);
        most.Low.ShouldBe(0.8871651, 1e-6);
        most.High.ShouldBe(0.9835681, 1e-6);
        var none = new RegionCoverage(0.5, 0, 10);
        (none.Low, none.High).ShouldBe((0, none.High));
        none.High.ShouldBe(0.3084971, 1e-6);
    }

    [Fact]
    public void Holms_adjustment_multiplies_the_smallest_by_the_number_and_keeps_the_order()
    {
        RankVerdict.Adjust([0.01, 0.04, 0.03, 0.6]).ShouldBe([0.04, 0.09, 0.09, 0.6], 1e-12);
        RankVerdict.Adjust([0.5, 0.7]).ShouldBe([1, 1]);
    }

    private static (int[] Parameter, int[] Distance) Ranks(double width, double shift)
    {
        int[] parameter = new int[DataSets], distance = new int[DataSets];
        for (var i = 0; i < DataSets; i++)
        {
            // Prior N(0, 1), one datum of variance 1 for each dimension: posterior N(y/2, 1/2).
            var rng = new Rng(3, StreamPurpose.Test, (ulong)i);
            var deviation = Math.Sqrt(0.5);
            var points = new double[(Draws + 1) * Dimension];
            var centre = new double[Dimension];
            for (var k = 0; k < Dimension; k++)
            {
                points[k] = rng.NextNormal();
                centre[k] = 0.5 * (points[k] + rng.NextNormal()) + shift * deviation;
            }

            for (var k = Dimension; k < points.Length; k++)
            {
                points[k] = centre[k % Dimension] + width * deviation * rng.NextNormal();
            }

            parameter[i] = TruthRank.Among(points[0], [.. Enumerable.Range(1, Draws).Select(j => points[j * Dimension])], ref rng);
            var distances = PooledDistance.Squared(points, Dimension);
            distance[i] = TruthRank.Among(distances[0], distances.AsSpan(1), ref rng);
        }

        return (parameter, distance);
    }
}
