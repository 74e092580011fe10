using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.MesoGif.Stationary;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Tests.MesoGif;
using Spikelihood.Numerics.Differentiation;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Tests.Binding;

namespace Spikelihood.Studies.Tests.Differentiation;

/// <summary>The derivatives of the mesoscopic model, from its likelihood to what a fit climbs.</summary>
internal static class MesoGifDerivatives
{
    /// <summary>
    /// At these data an expected count that nearly vanishes changes sign close by: the clipped probability has a kink there. Steps must stay
    /// short of it, and short steps know the derivative less well.
    /// </summary>
    private const string Kinked = "a long series of several chunks";

    private static readonly string[] Merged =
    [
        "data that end among the leaving", "a window of some groups", "a burst that is left alone", "few spikes", "two adaptation components",
    ];

    /// <summary>The likelihood as a function of all its parameters. They count relative to their own values, so that all derivatives are of one size.</summary>
    public static IEnumerable<DifferentiableCase> Likelihoods() => MesoGifCase.All.Select(pair =>
    {
        var test = pair.Value();
        var all = Of($"mesogif likelihood, {pair.Key}", test.Network, new MesoGifLikelihood(test.Network, test.Counts, test.Stimulus, test.From, Workers.One));
        return pair.Key == Kinked ? all with { LongestStep = 1e-3, Tolerance = 2e-7 } : all;
    });

    /// <summary>Firing probabilities kept smoothly within bounds, by themselves (in units of the border) and in the likelihood of data that leave them.</summary>
    public static IEnumerable<DifferentiableCase> Bounds()
    {
        const double Border = ProbabilityBounds.Tolerance;
        BoundedProbability Low(double x) => ProbabilityBounds.Smooth.Of(Border * x);
        BoundedProbability High(double x) => ProbabilityBounds.Smooth.Of(1 - Border * x);
        double[] places = [-40, -0.7, 0.2, 0.97, 1.03, 5];
        yield return DifferentiableCase.OfOneVariable("log p beyond 0", x => Math.Log(Low(x).Firing), x => Low(x).Slope * Border / Low(x).Firing, places);

        // Near 1 a number is known to a hundred-millionth of the border.
        var high = DifferentiableCase.OfOneVariable("log(1 - p) beyond 1", x => Math.Log(High(x).Silent), x => High(x).Slope * Border / High(x).Silent, places);
        yield return high with { Tolerance = 5e-5 };
        var test = MesoGifCase.SilentPopulationFires();
        var likelihood = new MesoGifLikelihood(test.Network, test.Counts, test.Stimulus, test.From, Workers.One, bounds: ProbabilityBounds.Smooth);
        yield return Of("mesogif likelihood, a silent population fires", test.Network, likelihood) with { LongestStep = 1e-3, Tolerance = 2e-7 };
        var everyone = MesoGifCase.All["firing probabilities that reach 1"]();
        likelihood = new(everyone.Network, everyone.Counts, everyone.Stimulus, everyone.From, Workers.One, bounds: ProbabilityBounds.Smooth);
        yield return Of("mesogif likelihood, smooth, firing probabilities that reach 1", everyone.Network, likelihood) with { LongestStep = 1e-3, Tolerance = 2e-7 };
    }

    /// <summary>The same with old cohorts merged: the gradient is that of the merged value, not of the exact one. Long series are known to fewer digits.</summary>
    public static IEnumerable<DifferentiableCase> MergedLikelihoods() => Merged.Select(name =>
    {
        var test = MergedCase.All[name]();
        var all = Of($"mesogif likelihood, merged, {name}", test.Network, test.Bind(Workers.One));
        return test.Counts.Steps >= 3000 ? all with { Tolerance = 2e-7 } : all;
    });

    /// <summary>
    /// The likelihood of a piece of the data as a function of all parameters, the state at its beginning held fixed. The state was made with other
    /// parameters, as in a fit that carries it along.
    /// </summary>
    public static IEnumerable<DifferentiableCase> Pieces() => MesoGifCase.All.Select(pair =>
    {
        var test = pair.Value();
        var likelihood = new SequentialLikelihood(test.Network, test.Counts, test.Stimulus);
        var own = likelihood.Layout.Read(test.Network);
        var units = own.Select(value => value == 0 ? 1 : value).ToArray();
        var before = test.Counts.Steps / 3;
        var state = likelihood.Advance([.. own.Select((value, i) => value * (1 + 0.05 * Math.Sin(i)))], MesoGifState.Silent(test.Network), before);
        var all = new DifferentiableCase($"mesogif piece, {pair.Key}", Evaluate, [[.. own.Select(_ => 0.0)]]);
        return pair.Key == Kinked ? all with { LongestStep = 1e-3, Tolerance = 2e-7 } : all;

        double Evaluate(ReadOnlySpan<double> change, Span<double> gradient)
        {
            var values = new double[own.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = own[i] + units[i] * change[i];
            }

            var value = likelihood.ValueAndGradient(values, state, Math.Min(150, test.Counts.Steps - before), gradient, unscored: 5);
            for (var i = 0; i < values.Length; i++)
            {
                gradient[i] *= units[i];
            }

            return value;
        }
    });

    /// <summary>The equation of stationary states, one case for each population.</summary>
    public static IEnumerable<DifferentiableCase> StationaryEquations() => MesoGifCase.All.SelectMany(pair =>
    {
        var network = pair.Value().Network;
        var size = network.Populations.Length;
        return Enumerable.Range(0, size).Select(population =>
            new DifferentiableCase($"stationary equation of population {population}, {pair.Key}", Evaluate(population), [[.. Enumerable.Range(0, size).Select(i => 1.5 + Math.Sin(i))]]));

        DifferentiableFunction Evaluate(int population) => (position, gradient) =>
        {
            double[] residual = new double[size], jacobian = new double[size * size];
            new StationaryStates(network, new double[size]).Residual(position, residual, jacobian);
            jacobian.AsSpan(population * size, size).CopyTo(gradient);
            return residual[population];
        };
    });

    /// <summary>The centred coordinates, for any choice of what is inferred.</summary>
    public static IEnumerable<DifferentiableCase> CentredCoordinates() => CoordinatesCase.All.SelectMany(pair =>
    {
        var test = pair.Value();
        return EverythingDifferentiable.OfCoordinates(
            $"centred coordinates, {pair.Key}", test.Coordinates, [.. test.Positions().Select(position => position.ToImmutableArray())]);
    });

    /// <summary>What a study climbs, in its coordinates, near the truth: with the prior and without. Small derivatives stand beside large ones there.</summary>
    public static IEnumerable<DifferentiableCase> StudyPosteriors() => new[] { "map", "ml" }.Select(method =>
    {
        var study = SmallStudy.Of(
            SmallStudy.Simulated.Replace("3 s", "0.8 s", StringComparison.Ordinal),
            "[w, p, R, u_rest, tau_m, u_th, u_r, c, delta_u, tau_s, J_theta, tau_theta]",
            $"burn_in: 0.2 s, method: {method}");
        var problem = new MesoGifProblem(study, study.Load());
        var position = new double[problem.Inferred.Length];
        problem.Coordinates.ToPosition(problem.OwnValues(), position);
        ImmutableArray<double> moved = [.. position.Select((z, i) => z + 0.05 * Math.Sin(1 + 1.9 * i))];
        return new DifferentiableCase($"the posterior of a study, {method}", problem.OfAllData(Workers.One).Evaluate, [moved]) { LongestStep = 0.01, Tolerance = 2e-7 };
    });

    private static DifferentiableCase Of(string name, GifNetwork network, MesoGifLikelihood likelihood)
    {
        var own = likelihood.Layout.Read(network);
        var units = own.Select(value => value == 0 ? 1 : value).ToArray();
        return new DifferentiableCase(name, Evaluate, [[.. own.Select(_ => 0.0)]]);

        double Evaluate(ReadOnlySpan<double> change, Span<double> gradient)
        {
            var values = new double[own.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = own[i] + units[i] * change[i];
            }

            var value = likelihood.ValueAndGradient(values, gradient);
            for (var i = 0; i < values.Length; i++)
            {
                gradient[i] *= units[i];
            }

            return value;
        }
    }
}
