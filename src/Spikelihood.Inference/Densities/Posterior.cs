using Spikelihood.Inference.Parameters;
using Spikelihood.Numerics.Differentiation;

namespace Spikelihood.Inference.Densities;

/// <summary>
/// A log-likelihood in natural units, with or without prior, as a density over unconstrained coordinates. With the prior it is the
/// posterior density of the coordinates (log-Jacobian included), so its mode is the MAP in these coordinates; without, it is the
/// likelihood alone, whose maximum does not depend on coordinates.
/// </summary>
public sealed class Posterior : ILogDensity
{
    private const int StackLimit = 128;
    private readonly DifferentiableFunction _logLikelihood;

    /// <summary>A posterior, or with <paramref name="withPrior"/> off a likelihood.</summary>
    /// <param name="parameters">Names and priors, in the order of the natural values.</param>
    /// <param name="coordinates">The map between position and natural values.</param>
    /// <param name="logLikelihood">Value and gradient in natural units; safe to call from several threads.</param>
    /// <param name="withPrior">Whether prior and log-Jacobian are part of the density.</param>
    public Posterior(ParameterSpace parameters, ICoordinates coordinates, DifferentiableFunction logLikelihood, bool withPrior = true)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(coordinates);
        if (parameters.Dimension != coordinates.Dimension)
        {
            throw new ArgumentException($"{parameters.Dimension} parameters cannot live in {coordinates.Dimension} coordinates.", nameof(coordinates));
        }

        Parameters = parameters;
        Coordinates = coordinates;
        _logLikelihood = logLikelihood;
        WithPrior = withPrior;
    }

    /// <summary>The parameters with their priors.</summary>
    public ParameterSpace Parameters { get; }

    /// <summary>The map between position and natural values.</summary>
    public ICoordinates Coordinates { get; }

    /// <summary>Whether prior and log-Jacobian are part of the density.</summary>
    public bool WithPrior { get; }

    /// <inheritdoc/>
    public int Dimension => Coordinates.Dimension;

    /// <summary>The posterior, prior and log-Jacobian included, in other coordinates of the same parameters.</summary>
    public Posterior In(ICoordinates coordinates) => new(Parameters, coordinates, _logLikelihood);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient) => Parts(position, gradient).Total;

    /// <summary>The density at <paramref name="position"/>, taken apart, and the gradient of the total.</summary>
    public PosteriorParts Parts(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var dimension = Dimension;
        var scratch = dimension <= StackLimit ? stackalloc double[3 * dimension] : new double[3 * dimension];
        var natural = scratch[..dimension];
        var likelihoodGradient = scratch[dimension..(2 * dimension)];
        var priorGradient = scratch[(2 * dimension)..];
        Coordinates.ToNatural(position, natural);
        if (!IsInside(natural))
        {
            gradient.Fill(double.NaN);
            return new PosteriorParts(double.NegativeInfinity, 0, 0);
        }

        var likelihood = _logLikelihood(natural, likelihoodGradient);
        if (!WithPrior)
        {
            Coordinates.PullBack(position, natural, likelihoodGradient, gradient);
            return new PosteriorParts(likelihood, 0, 0);
        }

        var prior = Parameters.LogPrior(natural, priorGradient);
        for (var i = 0; i < dimension; i++)
        {
            likelihoodGradient[i] += priorGradient[i];
        }

        Coordinates.PullBack(position, natural, likelihoodGradient, gradient);
        var jacobian = Coordinates.LogJacobian(position, natural, priorGradient);
        for (var i = 0; i < dimension; i++)
        {
            gradient[i] += priorGradient[i];
        }

        return new PosteriorParts(likelihood, prior, jacobian);
    }

    private bool IsInside(ReadOnlySpan<double> natural)
    {
        for (var i = 0; i < natural.Length; i++)
        {
            if (!Parameters.Parameters[i].Prior.Support.Contains(natural[i]))
            {
                return false;
            }
        }

        return true;
    }
}
