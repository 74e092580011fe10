namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>y_j ~ N(theta_j, sigma_j), theta_j ~ N(mu, tau), mu ~ N(0, 5), tau ~ HalfCauchy(5); the last coordinates are (mu, log tau).</summary>
public abstract class EightSchools : ReferencePosterior
{
    protected const int Schools = 8;

    protected EightSchools(string name)
        : base(name)
    {
        Effects = Numbers(Data.GetProperty("y"));
        Errors = Numbers(Data.GetProperty("sigma"));
    }

    public override int Dimension => Schools + 2;

    protected double[] Effects { get; }

    protected double[] Errors { get; }

    protected static double Hyperprior(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var (ofMu, slopeOfMu) = Normal(position[Schools], 0, 5);
        var (ofTau, slopeOfTau) = LogOfHalfCauchy(position[Schools + 1], 5);
        gradient[Schools] = slopeOfMu;
        gradient[Schools + 1] = slopeOfTau;
        return ofMu + ofTau;
    }
}
