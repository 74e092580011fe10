using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Prediction;

/// <summary>Trials of one source under one input, after the burn-in.</summary>
/// <param name="Label">Who produced them.</param>
/// <param name="Fine">Activity, Hz, at the model's time step: one series a trial.</param>
/// <param name="Binned">The same averaged over disjoint bins.</param>
internal sealed record Ensemble(string Label, PopulationSeries<double>[] Fine, PopulationSeries<double>[] Binned)
{
    /// <summary>Simulates trials in parallel.</summary>
    /// <param name="label">Who produces them.</param>
    /// <param name="network">Sizes and time step.</param>
    /// <param name="trials">How many.</param>
    /// <param name="from">Steps of burn-in to drop.</param>
    /// <param name="binWidth">s.</param>
    /// <param name="simulate">Counts of one trial.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="cancellation">Stops between trials.</param>
    public static Ensemble Of(
        string label, GifNetwork network, int trials, int from, double binWidth, Func<int, PopulationSeries<int>> simulate, Workers workers, CancellationToken cancellation)
    {
        var fine = new PopulationSeries<double>[trials];
        var binned = new PopulationSeries<double>[trials];
        ImmutableArray<int> sizes = [.. network.Populations.Select(population => population.Size)];
        workers.Run(
            trials,
            (trial, _) =>
            {
                var counts = simulate(trial);
                fine[trial] = Activity.FromCounts(counts.Slice(from, counts.Steps - from), sizes);
                binned[trial] = DisjointBins.Average(fine[trial], binWidth);
            },
            cancellation);
        return new(label, fine, binned);
    }

    /// <summary>The activity in bins: [population][trial][bin].</summary>
    public double[][][] BinnedRows() =>
        [.. Binned[0].Populations.Select((_, population) => Binned.Select(trial => trial.Of(population).ToArray()).ToArray())];

    /// <summary>Mean and standard deviation over trials, bin by bin.</summary>
    public ActivityTraces Summarise()
    {
        var populations = Binned[0].Populations.Length;
        var means = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        var deviations = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        for (var population = 0; population < populations; population++)
        {
            var mean = new double[Binned[0].Steps];
            var deviation = new double[mean.Length];
            for (var bin = 0; bin < mean.Length; bin++)
            {
                double sum = 0, squares = 0;
                foreach (var trial in Binned)
                {
                    sum += trial.Of(population)[bin];
                }

                mean[bin] = sum / Binned.Length;
                foreach (var trial in Binned)
                {
                    squares += Math.Pow(trial.Of(population)[bin] - mean[bin], 2);
                }

                deviation[bin] = Math.Sqrt(squares / Math.Max(Binned.Length - 1, 1));
            }

            means.Add([.. mean]);
            if (Binned.Length > 1)
            {
                deviations.Add([.. deviation]);
            }
        }

        return new(Label, Binned.Length, means.ToImmutable(), deviations.ToImmutable());
    }

    /// <summary>The power spectrum of one population in one trial.</summary>
    public PowerSpectrum TrialSpectrum(int trial, int population) => PowerSpectrum.TwoSided(Fine[trial].Of(population), Fine[trial].TimeStep);

    /// <summary>The power spectrum of one population, averaged over trials.</summary>
    public PowerSpectrum Spectrum(int population)
    {
        var spectra = Fine.Select((_, trial) => TrialSpectrum(trial, population)).ToArray();
        var density = new double[spectra[0].Density.Length];
        foreach (var spectrum in spectra)
        {
            for (var i = 0; i < density.Length; i++)
            {
                density[i] += spectrum.Density[i] / spectra.Length;
            }
        }

        return spectra[0] with { Density = [.. density] };
    }
}
