namespace Spikelihood.Inference.Calibration;

/// <summary>Reads the shape of ranks that are not uniform.</summary>
public static class RankVerdict
{
    /// <summary>Departures with a larger p-value may be chance.</summary>
    public const double Significance = 0.05;

    /// <summary>A shape is named when its score is at least this.</summary>
    private const double Visible = 2;

    /// <summary>Of a parameter: ranks count the draws below the truth.</summary>
    /// <param name="pValue">Of the ranks' uniformity, adjusted for all quantities that are looked at.</param>
    /// <param name="shape">Their shape.</param>
    public static CalibrationVerdict OfParameter(double pValue, RankShape shape) => pValue > Significance ? CalibrationVerdict.Calibrated
        : Math.Max(Math.Abs(shape.Slope), Math.Abs(shape.Curvature)) < Visible ? CalibrationVerdict.Uneven
        : Math.Abs(shape.Slope) > Math.Abs(shape.Curvature) ? shape.Slope > 0 ? CalibrationVerdict.TooLow : CalibrationVerdict.TooHigh
        : shape.Curvature > 0 ? CalibrationVerdict.OverConfident : CalibrationVerdict.UnderConfident;

    /// <summary>Of a joint quantity: ranks count the draws that lie further in than the truth (nearer to the centre, or at higher density).</summary>
    /// <param name="pValue">Of the ranks' uniformity, adjusted for all quantities that are looked at.</param>
    /// <param name="shape">Their shape.</param>
    public static CalibrationVerdict OfDistance(double pValue, RankShape shape) => pValue > Significance ? CalibrationVerdict.Calibrated
        : Math.Abs(shape.Slope) < Visible ? CalibrationVerdict.Uneven
        : shape.Slope > 0 ? CalibrationVerdict.OverConfident : CalibrationVerdict.UnderConfident;

    /// <summary>A verdict in words, to follow "is".</summary>
    public static string InWords(this CalibrationVerdict verdict) => verdict switch
    {
        CalibrationVerdict.Calibrated => "calibrated",
        CalibrationVerdict.OverConfident => "over-confident",
        CalibrationVerdict.UnderConfident => "under-confident",
        CalibrationVerdict.TooHigh => "biased upwards",
        CalibrationVerdict.TooLow => "biased downwards",
        _ => "uneven",
    };

    /// <summary>
    /// Holm's adjustment of p-values that are judged together: the chance that any of the right ones is called wrong stays below the significance.
    /// </summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = new double[pValues.Count];
        var running = 0.0;
        foreach (var (place, index) in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).Index())
        {
            running = Math.Max(running, Math.Min(1, (pValues.Count - place) * pValues[index]));
            adjusted[index] = running;
        }

        return adjusted;
    }
}
