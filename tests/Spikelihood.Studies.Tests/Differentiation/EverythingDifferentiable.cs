using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Differentiation;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Differentiation;

/// <summary>The list of all that claims a derivative, whatever project it is in: add what is new here, and it is checked.</summary>
public static class EverythingDifferentiable
{
    private static readonly Distribution[] Distributions =
    [
        new Normal(15, 10), new LogNormal(0.3, 0.8), new Log10Normal(-2, 2), new Gamma(2, 5), new Gamma(0.4, 1.5), new Beta(2.5, 0.7), new Uniform(-1, 3),
    ];

    private static readonly Transform[] Transforms = [new IdentityTransform(), new LogTransform(), new LogitTransform(-1, 3)];

    private static readonly MultivariateNormal[] Normals =
        [MultivariateNormal.TryCreate([1, -2], [2, 0.6, 0.6, 0.5])!, MultivariateNormal.TryCreate([-2, 1], [0.3, 0, 0, 0.5])!];

    private static readonly Lazy<IReadOnlyDictionary<string, DifferentiableCase>> All = new(() => List().ToDictionary(item => item.Name));

    /// <summary>The cases by name.</summary>
    public static IReadOnlyDictionary<string, DifferentiableCase> Cases => All.Value;

    private static IEnumerable<DifferentiableCase> List() =>
    [
        .. Distributions.SelectMany(OfDistribution),
        .. Transforms.SelectMany(OfTransform),
        .. OfCoordinates("independent coordinates", TestPosterior.Parameters, Points(TestPosterior.Parameters.Dimension)),
        .. OfCoordinates("scaled coordinates", new ScaledCoordinates(TestPosterior.Centred, [.. Enumerable.Range(1, TestPosterior.Centred.Dimension).Select(i => 0.3 * i)]), Points(TestPosterior.Centred.Dimension)),
        .. OfCoordinates("fluctuation coordinates", new FluctuationCoordinates(TestPosterior.Centred, [(1, 0), (2, 0)]), Points(TestPosterior.Centred.Dimension)),
        .. OfCoordinates("coupled coordinates", TestPosterior.Centred, Points(TestPosterior.Centred.Dimension)),
        OfDensity("posterior, independent coordinates", TestPosterior.In(TestPosterior.Parameters)),
        OfDensity("posterior, coupled coordinates", TestPosterior.In(TestPosterior.Centred)),
        OfDensity("likelihood, coupled coordinates", TestPosterior.In(TestPosterior.Centred, withPrior: false)),
        new DifferentiableCase("log prior in natural units", TestPosterior.Parameters.LogPrior, [[1.5, 4.2, 8.1], [-3, 0.4, 22]]),
        OfDensity("quadratic", Quadratic.WithCondition(100, 3)),
        OfDensity("Rosenbrock", new Rosenbrock(3)),
        OfDensity("logistic regression", new LogisticRegression(60, [0.3, -0.7, 0.2])),
        OfDensity("two hills", new TwoHills(3, 0.6)),
        OfDensity("multivariate normal", Normals[0]),
        OfDensity("multivariate Student t", new MultivariateStudent(Normals[0], 3)),
        OfDensity("mixture", new MixtureDensity(Normals, [1, 3])),
        OfDensity("banana", new Banana(0.7, 0.5)),
        OfDensity("prior, independent coordinates", new PriorDensity(TestPosterior.Parameters, TestPosterior.Parameters)),
        OfDensity("prior, coupled coordinates", new PriorDensity(TestPosterior.Parameters, TestPosterior.Centred)),
        new DifferentiableCase("fenced", Formula.Fenced(2).Evaluate, [[0.4, 2.2], [7, 3.5]]),
        .. MesoGifDerivatives.Likelihoods(),
        .. MesoGifDerivatives.Bounds(),
        .. MesoGifDerivatives.MergedLikelihoods(),
        .. MesoGifDerivatives.Pieces(),
        .. MesoGifDerivatives.StationaryEquations(),
        .. MesoGifDerivatives.CentredCoordinates(),
        .. MesoGifDerivatives.StudyPosteriors(),
    ];

    /// <summary>Every natural value and the log-Jacobian as functions of the position, with the gradients that the coordinates claim.</summary>
    internal static IEnumerable<DifferentiableCase> OfCoordinates(string name, ICoordinates coordinates, ImmutableArray<ImmutableArray<double>> points)
    {
        for (var row = 0; row < coordinates.Dimension; row++)
        {
            var chosen = row;
            yield return new DifferentiableCase($"{name}: natural value {row}", NaturalValue, points);

            double NaturalValue(ReadOnlySpan<double> position, Span<double> gradient)
            {
                double[] natural = new double[position.Length], unit = new double[position.Length];
                unit[chosen] = 1;
                coordinates.ToNatural(position, natural);
                coordinates.PullBack(position, natural, unit, gradient);
                return natural[chosen];
            }
        }

        yield return new DifferentiableCase($"{name}: log-Jacobian", LogJacobian, points);

        double LogJacobian(ReadOnlySpan<double> position, Span<double> gradient)
        {
            var natural = new double[position.Length];
            coordinates.ToNatural(position, natural);
            return coordinates.LogJacobian(position, natural, gradient);
        }
    }

    private static IEnumerable<DifferentiableCase> OfDistribution(Distribution distribution)
    {
        double[] places = [distribution.Quantile(0.04), distribution.Quantile(0.45), distribution.Quantile(0.9)];
        yield return DifferentiableCase.OfOneVariable(
            $"{distribution.Describe()}: log density", distribution.LogDensity, distribution.LogDensityDerivative, places);
        yield return DifferentiableCase.OfOneVariable(
            $"{distribution.Describe()}: derivative", distribution.LogDensityDerivative, distribution.LogDensitySecondDerivative, places);
    }

    private static IEnumerable<DifferentiableCase> OfTransform(Transform transform)
    {
        double[] places = [-2.3, 0.1, 1.7];
        yield return DifferentiableCase.OfOneVariable($"{transform}", transform.ToNatural, transform.Derivative, places);
        yield return DifferentiableCase.OfOneVariable($"{transform}: log derivative", transform.LogDerivative, transform.LogDerivativeSlope, places);
        yield return DifferentiableCase.OfOneVariable($"{transform}: slope", transform.LogDerivativeSlope, transform.LogDerivativeCurvature, places);
    }

    private static DifferentiableCase OfDensity(string name, ILogDensity density) => new(name, density.Evaluate, Points(density.Dimension));

    private static ImmutableArray<ImmutableArray<double>> Points(int dimension) =>
        [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, dimension).Select(i => Math.Sin(1 + 2.7 * k + 1.9 * i)).ToImmutableArray())];
}
