using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Reports.Simulations;

/// <summary>What a simulation did: input, activity of each population, and spikes of some neurons when they are known (Figure 2A of René 2020).</summary>
public sealed record SimulationFigure
{
    private const double MostSeconds = 5;
    private const int MostRows = 100;

    /// <summary>Spike counts of each population in each step.</summary>
    public required PopulationSeries<int> Counts { get; init; }

    /// <summary>External input, mA, at the same steps.</summary>
    public required PopulationSeries<double> Stimulus { get; init; }

    /// <summary>Number of neurons of each population.</summary>
    public required ImmutableArray<int> Sizes { get; init; }

    /// <summary>Spike times, s: [population][neuron][spike]; null when only counts are known.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>? Spikes { get; init; }

    /// <summary>Bin of the activity, s.</summary>
    public double BinWidth { get; init; } = 0.01;

    /// <summary>Draws it and writes it as an SVG file; the file is whole or not there.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, writer => writer.Write(Draw().Document));

    /// <summary>Draws the last five seconds, when the network has forgotten its silent start, or all of a shorter simulation.</summary>
    public Figure Draw()
    {
        if (Counts.Steps == 0)
        {
            throw new InvalidOperationException("A simulation without a step cannot be drawn.");
        }

        var shown = Math.Min(Counts.Steps, (int)Math.Round(MostSeconds / Counts.TimeStep));
        var first = Counts.Steps - shown;
        var window = new Extent(first * Counts.TimeStep, Counts.Duration);
        var (input, entries) = InputPanel(first, shown);
        var panels = new List<Panel> { input with { Legend = entries } };
        panels.AddRange(Enumerable.Range(0, Counts.Populations.Length).Select(population => ActivityPanel(population, first, shown)));
        var heights = new List<double> { 50 };
        heights.AddRange(Enumerable.Repeat(Counts.Populations.Length > 2 ? 70.0 : 95, Counts.Populations.Length));
        if (Spikes is not null && Raster(window) is { } raster)
        {
            panels.Insert(1, raster);
            heights.Insert(1, Math.Clamp(raster.Rows.Length * 2.2, 60, 220));
        }

        var span = $"{NumberText.Trimmed(window.Low)} to {NumberText.Trimmed(window.High)} s";
        return new PanelGrid([.. panels], "Time (s)") { RowHeights = [.. heights], XRange = window }.Draw(new FigureText(
            "simulation", "Simulated activity",
            $"External input, {(Spikes is null ? "" : "spikes of some neurons, ")}and activity of {string.Join(", ", Counts.Populations)} from {span}."));
    }

    private (LinePanel Panel, ImmutableArray<LegendEntry> Entries) InputPanel(int first, int shown)
    {
        // Input is averaged over the activity's bins: at single steps its noise would be a grey block.
        var merged = Merged(shown);
        var rows = Stimulus.Populations.Select((_, i) => Decimation.Average(Stimulus.Of(i).Slice(first, shown).ToArray(), merged)).ToArray();
        var shared = rows.Skip(1).All(row => row.AsSpan().SequenceEqual(rows[0]));
        var names = shared ? ["all populations"] : Stimulus.Populations;
        var lines = names.Select((_, i) => new LineSeries(Palette.Inputs[i % Palette.Inputs.Count], Times(first, merged, rows[i].Length), rows[i]));
        ImmutableArray<LegendEntry> entries = [.. names.Select((name, i) => new LegendEntry(name, Palette.Inputs[i % Palette.Inputs.Count]))];
        return (new LinePanel([.. lines]) { Title = "Input", YLabel = "mA" }, Counts.Populations.Length == 1 ? [] : entries);
    }

    private LinePanel ActivityPanel(int population, int first, int shown)
    {
        var merged = Merged(shown);
        var counts = Counts.Of(population).Slice(first, shown).ToArray();
        // A last bin that is not full would be noisier than the rest.
        var whole = counts.Length / merged * merged;
        var rate = Decimation.Average([.. counts.Take(whole).Select(count => count / (Sizes[population] * Counts.TimeStep))], merged);
        return new LinePanel([new LineSeries(new Stroke(Colour(population), 1.1), Times(first, merged, rate.Length), rate)])
        {
            Title = $"{Counts.Populations[population]}, {NumberText.Count(Sizes[population], "neuron")}",
            YLabel = "Activity (Hz)",
            FromZero = true,
        };
    }

    private RasterPanel? Raster(Extent window)
    {
        var total = Spikes!.Sum(population => population.Count);
        var rows = ImmutableArray.CreateBuilder<IReadOnlyList<double>>();
        var colours = ImmutableArray.CreateBuilder<string>();
        for (var population = 0; population < Spikes!.Count; population++)
        {
            // Each population has its share of the rows, and at least one.
            var neurons = Spikes[population];
            var share = total <= MostRows ? neurons.Count : Math.Min(neurons.Count, Math.Max(1, MostRows * neurons.Count / total));
            rows.AddRange(neurons.Take(share));
            colours.AddRange(Enumerable.Repeat(Colour(population), share));
        }

        return rows.Count == 0
            ? null
            : new RasterPanel(rows.ToImmutable(), colours.ToImmutable(), window)
            {
                Title = $"Spikes of {NumberText.Count(rows.Count, "neuron")}",
                YLabel = "Neurons",
                HasYTicks = false,
                YDownwards = true,
                YRange = new Extent(0, rows.Count),
            };
    }

    private int Merged(int shown) => Math.Clamp((int)Math.Round(BinWidth / Counts.TimeStep), 1, shown);

    private double[] Times(int first, int merged, int count) =>
        [.. Enumerable.Range(0, count).Select(bin => (first + (bin + 0.5) * merged) * Counts.TimeStep)];

    // E blue, I vermilion, as in most papers.
    private static string Colour(int population) => (population % 4) switch { 0 => Palette.Blue, 1 => Palette.Vermilion, 2 => Palette.Green, _ => Palette.Purple };
}
