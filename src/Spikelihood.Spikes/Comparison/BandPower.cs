using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Comparison;

/// <summary>Mean spectral density in a band of frequencies and its standard error.</summary>
/// <param name="Mean">Two-sided density averaged over the band, Hz; not a number where the traces say nothing about the band.</param>
/// <param name="Error">Standard error of the mean; not a number for a single sample.</param>
public readonly record struct BandPower(double Mean, double Error)
{
    /// <summary>Length of a segment, s: the inverse of the frequency resolution.</summary>
    public const double Segment = 1;

    /// <summary>
    /// From as many trials on, the error is the scatter of whole trials, which share their input; from fewer that of single segments, in which what the
    /// input does from one second to the next counts as chance too.
    /// </summary>
    public const int EnoughTrials = 8;

    /// <summary>The power of one population in each band, over segments of <see cref="Segment"/> of all trials.</summary>
    /// <param name="trials">Activity, Hz.</param>
    /// <param name="population">Which population.</param>
    /// <param name="bands">Edges, Hz; the lower one belongs to the band.</param>
    public static BandPower[] Of(IReadOnlyList<PopulationSeries<double>> trials, int population, IReadOnlyList<(double From, double To)> bands)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(bands);
        var segments = trials.Select(trial => Segments(trial, population, bands)).ToArray();
        var samples = trials.Count >= EnoughTrials
            ? segments.Where(trial => trial.Count > 0).Select(trial => bands.Select((_, band) => trial.Average(segment => segment[band])).ToArray()).ToArray()
            : [.. segments.SelectMany(trial => trial)];
        return [.. bands.Select((_, band) => Summarise([.. samples.Select(sample => sample[band])]))];
    }

    /// <summary>This over another, with the error that both errors leave it.</summary>
    public BandPower Over(BandPower other)
    {
        var ratio = Mean / other.Mean;
        var (above, below) = (Error / Mean, other.Error / other.Mean);
        return new(ratio, ratio * Math.Sqrt(above * above + below * below));
    }

    private static List<double[]> Segments(PopulationSeries<double> trial, int population, IReadOnlyList<(double From, double To)> bands)
    {
        var steps = (int)Math.Round(Segment / trial.TimeStep);
        var powers = new List<double[]>();
        // Less than four steps in a segment leave no spectrum worth the name.
        for (var start = 0; steps >= 4 && start + steps <= trial.Steps; start += steps)
        {
            var spectrum = PowerSpectrum.TwoSided(trial.Of(population).Slice(start, steps), trial.TimeStep, Segment);
            powers.Add([.. bands.Select(band => spectrum.Frequencies[^1] < band.To * (1 - 1e-6) ? double.NaN : spectrum.BandMean(band.From, band.To))]);
        }

        return powers;
    }

    private static BandPower Summarise(double[] samples) => samples.Length == 0
        ? new(double.NaN, double.NaN)
        : new(samples.Average(), Ensembles.SampleDeviation(samples) / Math.Sqrt(samples.Length));
}
