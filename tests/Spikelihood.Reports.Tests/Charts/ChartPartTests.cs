using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Tests.Charts;

public class ChartPartTests
{
    [Fact]
    public void Decimation_keeps_ends_and_peaks_and_order()
    {
        var values = Enumerable.Range(0, 100_000).Select(i => Math.Sin(i * 0.01)).ToArray();
        values[54_321] = 7;
        values[77_777] = -9;
        var kept = Decimation.KeepPeaks(values, 200);
        kept.Count.ShouldBeLessThanOrEqualTo(800);
        kept.ShouldBe(kept.Distinct().Order());
        kept[0].ShouldBe(0);
        kept[^1].ShouldBe(99_999);
        kept.ShouldContain(54_321);
        kept.ShouldContain(77_777);
    }

    [Fact]
    public void A_short_line_keeps_all_its_points() => Decimation.KeepPeaks(new double[40], 10).ShouldBe(Enumerable.Range(0, 40));

    [Fact]
    public void Averaging_keeps_a_shorter_last_run() => Decimation.Average([1, 3, 5, 7, 10], 2).ShouldBe([2, 6, 10]);

    [Fact]
    public void Labels_that_would_overlap_move_apart_and_keep_their_order()
    {
        var places = LabelSpreading.Spread([50, 10, 51, 52, 200], 14, 0, 100);
        places.Zip([50.0, 10, 51, 52, 200]).OrderBy(pair => pair.Second).Select(pair => pair.First).ShouldBeInOrder();
        var sorted = places.Order().ToArray();
        sorted.Zip(sorted.Skip(1), (a, b) => b - a).ShouldAllBe(distance => distance >= 14 - 1e-9);
        sorted.ShouldAllBe(place => place >= 0 && place <= 100);
        places[1].ShouldBe(10);
    }

    [Fact]
    public void Histograms_count_what_lies_beyond_in_the_end_bars() =>
        HistogramPanel.Count([-9, 0.5, 0.6, 1.0, 5, double.PositiveInfinity, double.NegativeInfinity, double.NaN], [0, 1, 2]).ShouldBe([4.0, 3.0]);

    [Fact]
    public void A_scale_maps_its_ends_to_its_pixels_and_has_no_place_for_logarithms_of_zero()
    {
        var linear = Scale.Of(false, new Extent(-2, 2), 100, 0);
        (linear.Map(-2), linear.Map(0), linear.Map(2)).ShouldBe((100.0, 50.0, 0.0));
        var log = Scale.Of(true, new Extent(0.1, 10), 0, 100);
        log.Map(1).ShouldBe(50, 1e-9);
        log.Map(0).ShouldBe(double.NaN);
    }

    [Fact]
    public void An_empty_or_constant_range_can_still_be_drawn()
    {
        Extent.Nothing.Drawable(0.05).ShouldBe(new Extent(0, 1));
        new Extent(5, 5).Drawable(0.05).ShouldBe(new Extent(4.5, 5.5));
        Extent.Of([double.NaN, double.PositiveInfinity]).IsEmpty.ShouldBeTrue();
        new Extent(-1, -1).DrawableLog(0.05).ShouldBe(new Extent(0.1, 10));
    }

    [Fact]
    public void Colours_run_from_the_first_to_the_last_and_know_their_darkness()
    {
        Palette.Diverging.At(0).ShouldBe("#2166ac");
        Palette.Diverging.At(0.5).ShouldBe("#f7f7f7");
        Palette.Diverging.At(1).ShouldBe("#b2182b");
        Palette.Diverging.At(double.NaN).ShouldBe("#f7f7f7");
        Palette.Diverging.IsDark(0).ShouldBeTrue();
        Palette.Diverging.IsDark(0.5).ShouldBeFalse();
    }
}
