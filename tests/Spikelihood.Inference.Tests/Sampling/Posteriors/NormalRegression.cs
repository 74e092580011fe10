namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>y ~ N(X b, sigma), coordinates (b, log sigma), with normal or flat priors of the coefficients.</summary>
public sealed class NormalRegression : ReferencePosterior
{
    private double[][] _rows = [];
    private double[] _responses = [];
    private double _coefficientScale = double.PositiveInfinity;
    private Func<double, (double Value, double Slope)> _priorOfLogSigma = logSigma => LogOfHalfCauchy(logSigma, 2.5);

    private NormalRegression(string name)
        : base(name)
    {
    }

    public override int Dimension => _rows[0].Length + 1;

    /// <summary>Five coefficients of the past of a series.</summary>
    public static NormalRegression Autoregression()
    {
        var posterior = new NormalRegression("arK-arK") { _coefficientScale = 10 };
        var series = Numbers(posterior.Data.GetProperty("y"));
        var order = posterior.Data.GetProperty("K").GetInt32();
        posterior._responses = series[order..];
        posterior._rows = [.. Enumerable.Range(order, series.Length - order)
            .Select(t => Enumerable.Range(0, order + 1).Select(k => k == 0 ? 1 : series[t - k]).ToArray())];
        return posterior;
    }

    /// <summary>Scores of children by education and intelligence of their mothers, with interaction and flat priors.</summary>
    public static NormalRegression KidScores()
    {
        var posterior = new NormalRegression("kidiq-kidscore_interaction");
        var school = Numbers(posterior.Data.GetProperty("mom_hs"));
        var intelligence = Numbers(posterior.Data.GetProperty("mom_iq"));
        posterior._responses = Numbers(posterior.Data.GetProperty("kid_score"));
        posterior._rows = [.. school.Zip(intelligence, (hs, iq) => new[] { 1, hs, iq, hs * iq })];
        return posterior;
    }

    /// <summary>Coefficients known to a thousandth; sigma has the upper half of a normal prior, not renormalised.</summary>
    public static NormalRegression SmallCoefficients()
    {
        var posterior = new NormalRegression("sblrc-blr")
        {
            _coefficientScale = 10,
            _priorOfLogSigma = logSigma =>
            {
                var sigma = Math.Exp(logSigma);
                var (value, slope) = Normal(sigma, 0, 10);
                return (value + logSigma, sigma * slope + 1);
            },
        };
        posterior._responses = Numbers(posterior.Data.GetProperty("y"));
        posterior._rows = [.. posterior.Data.GetProperty("X").EnumerateArray().Select(Numbers)];
        return posterior;
    }

    public override double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var coefficients = position[..^1];
        var sigma = Math.Exp(position[^1]);
        var (value, ofLogSigma) = _priorOfLogSigma(position[^1]);
        gradient.Clear();
        for (var k = 0; k < coefficients.Length && double.IsFinite(_coefficientScale); k++)
        {
            (var prior, gradient[k]) = Normal(coefficients[k], 0, _coefficientScale);
            value += prior;
        }

        for (var n = 0; n < _rows.Length; n++)
        {
            var mean = 0.0;
            for (var k = 0; k < coefficients.Length; k++)
            {
                mean += coefficients[k] * _rows[n][k];
            }

            var (likelihood, slope) = Normal(_responses[n], mean, sigma);
            value += likelihood;
            for (var k = 0; k < coefficients.Length; k++)
            {
                gradient[k] -= slope * _rows[n][k];
            }

            ofLogSigma += slope * slope * sigma * sigma - 1;
        }

        gradient[^1] = ofLogSigma;
        return value;
    }

    public override double[] Natural(ReadOnlySpan<double> position) => [.. position[..^1], Math.Exp(position[^1])];
}
