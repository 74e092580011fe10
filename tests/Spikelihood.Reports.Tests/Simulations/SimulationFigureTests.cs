using Spikelihood.Numerics.Randomness;
using Spikelihood.Reports.Simulations;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Reports.Tests.Simulations;

public class SimulationFigureTests
{
    [Fact]
    public void A_microscopic_simulation_shows_input_spikes_and_activity()
    {
        var text = Make(3000, withSpikes: true).Draw().Document;
        Markup.ShouldBeSound(Markup.Parse(text));
        Markup.ShouldNeedNothingElse(text);
        text.ShouldContain("Spikes of 99 neurons");
        text.ShouldContain("438 neurons");
        text.Length.ShouldBeLessThan(400_000);
    }

    [Fact]
    public void A_population_simulation_shows_no_raster() => Make(3000, withSpikes: false).Draw().Svg.ShouldNotContain("Spikes of");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20_000)]
    public void Any_length_can_be_drawn(int steps) => Markup.ShouldBeSound(Markup.Parse(Make(steps, withSpikes: true).Draw().Document));

    [Fact]
    public void The_file_is_written_whole()
    {
        var folder = Directory.CreateTempSubdirectory("spikelihood");
        try
        {
            var path = Path.Combine(folder.FullName, "figure.svg");
            Make(100, withSpikes: false).Write(path);
            File.ReadAllText(path).ShouldBe(Make(100, withSpikes: false).Draw().Document);
            folder.GetFiles().Length.ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static SimulationFigure Make(int steps, bool withSpikes)
    {
        int[] sizes = [438, 109];
        var rng = new Rng(2, StreamPurpose.Test, (ulong)steps);
        var input = Enumerable.Range(0, steps).Select(k => Math.Sin(2 * Math.PI * 2 * k * 0.001)).ToArray();
        var spikes = sizes.Select(size => Enumerable.Range(0, size).Select(_ => new List<double>()).ToArray()).ToArray();
        var counts = sizes.Select(_ => new int[steps]).ToArray();
        for (var population = 0; population < 2; population++)
        {
            for (var k = 0; k < steps; k++)
            {
                for (var neuron = 0; neuron < sizes[population]; neuron++)
                {
                    if (rng.NextDouble() < 0.006 * Math.Exp(0.8 * input[k]))
                    {
                        counts[population][k]++;
                        spikes[population][neuron].Add(k * 0.001);
                    }
                }
            }
        }

        return new SimulationFigure
        {
            Counts = new PopulationSeries<int>(["E", "I"], 0.001, counts),
            Stimulus = new PopulationSeries<double>(["E", "I"], 0.001, [[.. input.Select(x => 0.25 * x)], [.. input.Select(x => 0.1 * x)]]),
            Sizes = [.. sizes],
            Spikes = withSpikes ? spikes : null,
        };
    }
}
