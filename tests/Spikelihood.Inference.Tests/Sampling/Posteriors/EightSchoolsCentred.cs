namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>Coordinates (theta_1..8, mu, log tau): a funnel that no fixed metric fits.</summary>
public sealed class EightSchoolsCentred() : EightSchools("eight_schools-eight_schools_centered")
{
    public override double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var value = Hyperprior(position, gradient);
        double mu = position[Schools], tau = Math.Exp(position[Schools + 1]);
        for (var j = 0; j < Schools; j++)
        {
            var (likelihood, slope) = Normal(position[j], Effects[j], Errors[j]);
            var (prior, priorSlope) = Normal(position[j], mu, tau);
            value += likelihood + prior;
            gradient[j] = slope + priorSlope;
            gradient[Schools] -= priorSlope;
            gradient[Schools + 1] += Math.Pow((position[j] - mu) / tau, 2) - 1;
        }

        return value;
    }

    public override double[] Natural(ReadOnlySpan<double> position) => [.. position[..^1], Math.Exp(position[^1])];
}
