namespace Spikelihood.Reports.Charts;

/// <summary>The normal distribution of two variables that has given moments, drawn as an ellipse of equal density.</summary>
/// <param name="MeanX">Mean of the first.</param>
/// <param name="MeanY">Mean of the second.</param>
/// <param name="VarianceX">Variance of the first.</param>
/// <param name="VarianceY">Variance of the second.</param>
/// <param name="Covariance">Their covariance.</param>
public sealed record CovarianceEllipse(double MeanX, double MeanY, double VarianceX, double VarianceY, double Covariance)
{
    /// <summary>The share of a normal distribution inside the ellipse of two standard deviations: 1 - exp(-2).</summary>
    public const double ShareWithinTwo = 0.8647;

    /// <summary>The moments of pairs of values; pairs that are not finite are left out.</summary>
    public static CovarianceEllipse Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var pairs = x.Zip(y).Where(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second)).ToArray();
        if (pairs.Length == 0)
        {
            return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var (meanX, meanY) = (pairs.Average(pair => pair.First), pairs.Average(pair => pair.Second));
        double Moment(Func<double, double, double> product) =>
            pairs.Sum(pair => product(pair.First - meanX, pair.Second - meanY)) / Math.Max(1, pairs.Length - 1);
        return new(meanX, meanY, Moment((a, _) => a * a), Moment((_, b) => b * b), Moment((a, b) => a * b));
    }

    /// <summary>The correlation; 0 when a variable is constant.</summary>
    public double Correlation => VarianceX > 0 && VarianceY > 0 ? Math.Clamp(Covariance / Math.Sqrt(VarianceX * VarianceY), -1, 1) : 0;

    /// <summary>Points at a Mahalanobis distance from the mean, once round and back to the first.</summary>
    /// <param name="sigmas">The distance, in standard deviations.</param>
    /// <param name="points">How many, the last being the first.</param>
    public IEnumerable<(double X, double Y)> Outline(double sigmas, int points)
    {
        var (sdX, sdY, r) = (sigmas * Math.Sqrt(VarianceX), sigmas * Math.Sqrt(VarianceY), Correlation);
        var rest = Math.Sqrt(1 - r * r);
        return Enumerable.Range(0, points).Select(i =>
        {
            // A circle through the Cholesky factor of the covariance.
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / (points - 1));
            return (MeanX + sdX * cos, MeanY + sdY * (r * cos + rest * sin));
        });
    }
}
