using Spikelihood.Inference.Calibration;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Calibration;

public class BandTests
{
    [Theory]
    [InlineData(100, 199)]
    [InlineData(40, 99)]
    [InlineData(250, 19)]
    public void Uniform_ranks_stay_inside_the_ecdf_band_as_often_as_it_says(int points, int draws)
    {
        const int Repetitions = 20_000;
        var band = new EcdfBand(points, draws);
        int inside = 0, small = 0;
        var pValues = new double[Repetitions];
        for (var i = 0; i < Repetitions; i++)
        {
            var ranks = Uniform(points, draws, i);
            var cumulative = band.Cumulative(ranks);
            var isInside = cumulative.Index().All(place => place.Item >= band.Low[place.Index] && place.Item <= band.High[place.Index]);
            inside += isInside ? 1 : 0;
            if (i < 2000)
            {
                var pValue = band.PValue(ranks);
                small += pValue <= 0.2 ? 1 : 0;
                // Two ways to the same judgement.
                (pValue > 0.05).ShouldBe(isInside);
            }
        }

        // At least 95 %, and little more because counts are whole; standard deviation 0.0015.
        (inside / (double)Repetitions).ShouldBeInRange(0.945, 0.965);
        (small / 2000.0).ShouldBeInRange(0.16, 0.23);
    }

    [Fact]
    public void The_exact_probability_of_a_small_case_is_that_of_all_its_outcomes()
    {
        // Four ranks of 0 ... 4: 625 outcomes, counted one by one.
        var band = new EcdfBand(4, 4, 0.9);
        int inside = 0, total = 0;
        var observed = new[] { 0, 0, 1, 0 };
        var least = Least(band.Cumulative(observed).ToArray());
        var asFar = 0;
        for (var code = 0; code < 625; code++)
        {
            int[] ranks = [code % 5, code / 5 % 5, code / 25 % 5, code / 125];
            var cumulative = band.Cumulative(ranks);
            inside += cumulative.Index().All(place => place.Item >= band.Low[place.Index] && place.Item <= band.High[place.Index]) ? 1 : 0;
            asFar += Least(cumulative.ToArray()) <= least * (1 + 1e-9) ? 1 : 0;
            total++;
        }

        (inside / (double)total).ShouldBeGreaterThanOrEqualTo(0.9);
        band.PValue(observed).ShouldBe(asFar / (double)total, 1e-12);

        static double Least(int[] cumulative) => cumulative.Select((count, i) =>
        {
            var tails = BinomialTails.Of(count, 4, (i + 1) / 5.0);
            return Math.Min(1, 2 * (Math.Min(tails.Below, tails.Above) + tails.At));
        }).Min();
    }

    [Theory]
    [InlineData(100, 10)]
    [InlineData(1000, 20)]
    [InlineData(20, 5)]
    public void All_bars_stay_inside_their_band_as_often_as_it_says(int points, int bars)
    {
        const int Repetitions = 20_000;
        var band = new HistogramBand(points, bars);
        var inside = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            inside += HistogramBand.Count(Uniform(points, 199, i), 199, bars).All(height => height >= band.Low && height <= band.High) ? 1 : 0;
        }

        (inside / (double)Repetitions).ShouldBeInRange(0.945, 0.999);
        // Not wider than it need be: one count less on both sides is too narrow.
        var narrower = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            narrower += HistogramBand.Count(Uniform(points, 199, i), 199, bars).All(height => height > band.Low && height < band.High) ? 1 : 0;
        }

        (narrower / (double)Repetitions).ShouldBeLessThan(0.95);
    }

    [Fact]
    public void Bars_divide_the_ranks_evenly()
    {
        HistogramBand.Bars(100, 199).ShouldBe(10);
        HistogramBand.Bars(1000, 199).ShouldBe(20);
        HistogramBand.Bars(10, 199).ShouldBe(5);
        HistogramBand.Bars(100, 99).ShouldBe(10);
        HistogramBand.Count([0, 19, 20, 199], 199, 10).ShouldBe([2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    }

    private static int[] Uniform(int points, int draws, int index)
    {
        var rng = new Rng(11, StreamPurpose.Test, (ulong)index);
        var ranks = new int[points];
        for (var i = 0; i < points; i++)
        {
            ranks[i] = rng.NextInt(draws + 1);
        }

        return ranks;
    }
}
