namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>
/// y_t ~ N(mu, s_t), s_t² = alpha0 + alpha1 (y_{t-1} - mu)² + beta1 s_{t-1}²; flat priors; coordinates (mu, log alpha0, logit alpha1,
/// logit(beta1 / (1 - alpha1))).
/// </summary>
public sealed class Garch : ReferencePosterior
{
    private readonly double[] _series;
    private readonly double _firstSd;

    public Garch()
        : base("garch-garch11")
    {
        _series = Numbers(Data.GetProperty("y"));
        _firstSd = Data.GetProperty("sigma1").GetDouble();
    }

    public override int Dimension => 4;

    public override double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var natural = Natural(position);
        double mu = natural[0], alpha0 = natural[1], alpha1 = natural[2], beta1 = natural[3];
        var share = Logistic(position[3]);
        var value = position[1] + Math.Log(alpha1 * (1 - alpha1)) + Math.Log(1 - alpha1) + Math.Log(share * (1 - share));

        // Derivatives of the variance with respect to (mu, alpha0, alpha1, beta1) run along with it.
        var variance = _firstSd * _firstSd;
        Span<double> ofVariance = stackalloc double[4], total = stackalloc double[4];
        ofVariance.Clear();
        total.Clear();
        for (var t = 0; t < _series.Length; t++)
        {
            var difference = _series[t] - mu;
            value += -0.5 * (difference * difference / variance + Math.Log(2 * Math.PI * variance));
            total[0] += difference / variance;
            var weight = 0.5 * (difference * difference / variance - 1) / variance;
            for (var k = 0; k < 4; k++)
            {
                total[k] += weight * ofVariance[k];
            }

            ofVariance[0] = -2 * alpha1 * difference + beta1 * ofVariance[0];
            ofVariance[1] = 1 + beta1 * ofVariance[1];
            ofVariance[2] = difference * difference + beta1 * ofVariance[2];
            ofVariance[3] = variance + beta1 * ofVariance[3];
            variance = alpha0 + alpha1 * difference * difference + beta1 * variance;
        }

        gradient[0] = total[0];
        gradient[1] = total[1] * alpha0 + 1;
        gradient[2] = alpha1 * (1 - alpha1) * (total[2] - share * total[3]) + 1 - 3 * alpha1;
        gradient[3] = share * (1 - share) * (1 - alpha1) * total[3] + 1 - 2 * share;
        return value;
    }

    public override double[] Natural(ReadOnlySpan<double> position)
    {
        var alpha1 = Logistic(position[2]);
        return [position[0], Math.Exp(position[1]), alpha1, (1 - alpha1) * Logistic(position[3])];
    }

    private static double Logistic(double u) => 1 / (1 + Math.Exp(-u));
}
