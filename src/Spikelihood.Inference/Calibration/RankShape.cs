namespace Spikelihood.Inference.Calibration;

/// <summary>
/// The two most telling shapes of a rank histogram as scores with mean 0 and variance 1 for uniform ranks: the projections on the first and second orthogonal
/// polynomial.
/// </summary>
/// <param name="Slope">Above 0: the truth mostly lies above the draws.</param>
/// <param name="Curvature">Above 0: a U, the truth lies in the tails too often; below: a hump.</param>
public readonly record struct RankShape(double Slope, double Curvature)
{
    /// <summary>The shape of ranks 0 ... L.</summary>
    /// <param name="ranks">At least one.</param>
    /// <param name="draws">L.</param>
    public static RankShape Of(ReadOnlySpan<int> ranks, int draws)
    {
        double Centred(int rank) => rank - 0.5 * draws;
        var variance = 0.0;
        for (var rank = 0; rank <= draws; rank++)
        {
            variance += Centred(rank) * Centred(rank) / (draws + 1);
        }

        var spread = 0.0;
        for (var rank = 0; rank <= draws; rank++)
        {
            var square = Centred(rank) * Centred(rank) - variance;
            spread += square * square / (draws + 1);
        }

        double first = 0, second = 0;
        foreach (var rank in ranks)
        {
            first += Centred(rank);
            second += Centred(rank) * Centred(rank) - variance;
        }

        return new(Score(first, variance, ranks.Length), Score(second, spread, ranks.Length));
    }

    private static double Score(double sum, double variance, int count) => variance > 0 ? sum / Math.Sqrt(count * variance) : 0;
}
