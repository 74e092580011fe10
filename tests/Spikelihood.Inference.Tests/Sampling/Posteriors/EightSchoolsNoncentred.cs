namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>Coordinates (z_1..8, mu, log tau) with theta_j = mu + tau z_j.</summary>
public sealed class EightSchoolsNoncentred() : EightSchools("eight_schools-eight_schools_noncentered")
{
    public override double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var value = Hyperprior(position, gradient);
        double mu = position[Schools], tau = Math.Exp(position[Schools + 1]);
        for (var j = 0; j < Schools; j++)
        {
            var (likelihood, slope) = Normal(mu + tau * position[j], Effects[j], Errors[j]);
            var (prior, priorSlope) = Normal(position[j], 0, 1);
            value += likelihood + prior;
            gradient[j] = tau * slope + priorSlope;
            gradient[Schools] += slope;
            gradient[Schools + 1] += tau * position[j] * slope;
        }

        return value;
    }

    public override double[] Natural(ReadOnlySpan<double> position)
    {
        double mu = position[Schools], tau = Math.Exp(position[Schools + 1]);
        var natural = new double[Dimension];
        for (var j = 0; j < Schools; j++)
        {
            natural[j] = mu + tau * position[j];
        }

        natural[Schools] = mu;
        natural[Schools + 1] = tau;
        return natural;
    }
}
