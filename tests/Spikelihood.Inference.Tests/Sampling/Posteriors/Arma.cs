namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>
/// e_t = y_t - (mu + phi y_{t-1} + theta e_{t-1}), e_t ~ N(0, sigma), with y_0 = mu and e_0 = 0; coordinates (mu, phi, theta, log sigma).
/// </summary>
public sealed class Arma : ReferencePosterior
{
    private readonly double[] _series;

    public Arma()
        : base("arma-arma11") => _series = Numbers(Data.GetProperty("y"));

    public override int Dimension => 4;

    public override double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        double mu = position[0], phi = position[1], theta = position[2], sigma = Math.Exp(position[3]);
        (var ofMu, gradient[0]) = Normal(mu, 0, 10);
        (var ofPhi, gradient[1]) = Normal(phi, 0, 2);
        (var ofTheta, gradient[2]) = Normal(theta, 0, 2);
        (var ofSigma, gradient[3]) = LogOfHalfCauchy(position[3], 2.5);
        var value = ofMu + ofPhi + ofTheta + ofSigma;

        // Derivatives of the error run along with it.
        double error = 0, byMu = 0, byPhi = 0, byTheta = 0;
        for (var t = 0; t < _series.Length; t++)
        {
            var before = t == 0 ? mu : _series[t - 1];
            var next = _series[t] - (mu + phi * before + theta * error);
            (byMu, byPhi, byTheta) = (-1 - (t == 0 ? phi : 0) - theta * byMu, -before - theta * byPhi, -error - theta * byTheta);
            error = next;
            var (likelihood, slope) = Normal(error, 0, sigma);
            value += likelihood;
            gradient[0] += slope * byMu;
            gradient[1] += slope * byPhi;
            gradient[2] += slope * byTheta;
            gradient[3] += slope * slope * sigma * sigma - 1;
        }

        return value;
    }

    public override double[] Natural(ReadOnlySpan<double> position) => [.. position[..3], Math.Exp(position[3])];
}
