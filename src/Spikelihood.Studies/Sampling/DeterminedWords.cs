using System.Collections.Immutable;
using Spikelihood.Inference.Identifiability;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// Says from draws of the posterior what the data determine: what they leave to the prior, which products and ratios are known much better than
/// their members, the best and the worst known combination (docs/identifiability.md). Changes are those of logarithms; a voltage, and a weight whose
/// sign is open, counts in units of delta_u.
/// </summary>
public sealed class DeterminedWords
{
    /// <summary>A product or ratio is looked for when a member is known no better, relative.</summary>
    private const double WorthAPair = 0.1;

    /// <summary>Correlations from here on are named.</summary>
    private const double Strong = 0.8;

    /// <summary>The prior is said to have helped where it makes a standard deviation so many times smaller.</summary>
    private const double Helpful = 1.5;

    private const int MostMembers = 5;
    private const int MostPairs = 8;
    private const int MostCorrelations = 5;

    private readonly ImmutableArray<string> _names;
    private readonly LocalUnits _units;
    private readonly double[] _deviations;
    private readonly Precision? _precision;

    private DeterminedWords(MesoGifProblem problem, PosteriorDraws draws)
    {
        var all = problem.Parameters.Parameters.Select(parameter => Values(draws, parameter.Name)).ToArray();
        var middle = all.Select(values => values.Order().ElementAt(values.Length / 2)).ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            // Of a weight of either sign there is no logarithm; as 0 it is measured in units of delta_u.
            middle[i] = all[i].Min() < 0 && all[i].Max() > 0 && problem.Layout.All[problem.Inferred[i]].Family == "w" ? 0 : middle[i];
        }

        _names = [.. problem.Parameters.Parameters.Select(parameter => parameter.Name)];
        _units = new(problem.Layout, problem.Inferred, problem.Coordinates.Complete(middle));
        var moments = DrawMoments.Of([.. all.Select((values, i) => values.Select(value => InUnits(i, value)).ToArray())]);
        _deviations = [.. _names.Select((_, i) => Math.Sqrt(moments.Covariance[i * (_names.Length + 1)]))];
        _precision = Precision.OfCovariance(moments.Covariance, _names.Length);
    }

    /// <summary>What draws say that the data determine.</summary>
    /// <param name="problem">What is inferred, with priors.</param>
    /// <param name="draws">Draws of all that is inferred, natural units, in any order; nothing is said of no more than there are parameters.</param>
    /// <param name="information">What the data alone determine near the best point (Fisher information); null when that was not measured.</param>
    public static Determined Of(MesoGifProblem problem, PosteriorDraws draws, IdentifiabilityRecord? information = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(draws);
        var contraction = PosteriorContraction.Of(problem.Parameters, draws);
        var correlation = DrawMoments.Of([.. draws.Names.Select(name => Values(draws, name))]).Correlation();
        var number = draws.Chains.Sum(chain => chain.Count);
        if (number <= draws.Names.Length)
        {
            return new(contraction, correlation,
            [
                Invariant($"{number} {(number == 1 ? "draw is" : "draws are")} too few to say what the data determine ")
                + Invariant($"of {draws.Names.Length} {(draws.Names.Length == 1 ? "parameter" : "parameters")}."),
            ]);
        }

        var words = new DeterminedWords(problem, draws);
        return new(contraction, correlation,
        [
            words.LeftToThePrior(contraction),
            .. words.Pairs(),
            .. words.Poor(),
            .. words.Best(),
            .. words.Worst(),
            .. Correlations(draws.Names, correlation),
            .. words.WithoutThePrior(information),
        ]);
    }

    private static double[] Values(PosteriorDraws draws, string name)
    {
        var place = draws.Names.IndexOf(name);
        return place >= 0 ? [.. draws.Of(place).SelectMany(chain => chain)] : throw new KeyNotFoundException($"The draws have no parameter '{name}'.");
    }

    /// <summary>A unit is a size, so that a unit up is a logarithm down where the value is negative.</summary>
    private double InUnits(int i, double value) =>
        _units.IsLogarithmic(i) ? Math.Sign(_units.Value(i)) * Math.Log(Math.Abs(value)) : value / _units.Natural[i];

    private string LeftToThePrior(IReadOnlyDictionary<string, double> contraction)
    {
        var left = _names.Where(name => contraction[name] < PosteriorContraction.Least).ToArray();
        var least = _names.MinBy(name => contraction[name])!;
        return left.Length > 0
            ? Invariant($"The data leave {And(left)} to the prior: {(left.Length == 1 ? "its contraction is" : "their contractions are")} below {PosteriorContraction.Least} ")
                + $"({string.Join(", ", left.Select(name => Share(contraction[name])))})."
            : $"The data narrow every parameter; least {least}, with a contraction {(contraction[least] > 0.995 ? "" : "of ")}{Share(contraction[least])} (1: the prior does not matter; 0: it decides alone).";
    }

    private static string Share(double contraction) => contraction > 0.995 ? "above 0.99" : Invariant($"{Math.Round(contraction, 2) + 0.0:0.00}");

    private IEnumerable<string> Pairs()
    {
        KnownPair[] pairs = _precision is null
            ? []
            : [.. PoorlyKnown.Pairs(_precision, _units, [], _names.Length, WorthAPair).OrderBy(pair => pair.StandardError / pair.Alone)];
        if (pairs.Length > 0)
        {
            yield return string.Join("; ", pairs.Take(MostPairs).Select(pair =>
                $"{pair.Combination} is known to {LocalUnits.Relative(pair.StandardError)}, {pair.Parameter} alone to {LocalUnits.Relative(pair.Alone)}")) + ".";
        }
    }

    private IEnumerable<string> Poor()
    {
        var poor = _names.Select((name, i) => (Name: name, Place: i)).Where(item => _deviations[item.Place] > PoorlyKnown.Poor).ToArray();
        if (poor.Length > 0)
        {
            yield return Invariant($"Poorly known (to {100 * PoorlyKnown.Poor:0} % or worse): ")
                + $"{And([.. poor.Select(item => $"{item.Name} to {_units.Size(item.Place, _deviations[item.Place])}")])}.";
        }
    }

    /// <summary>The principal direction with the least variance, as a combination of logarithms, and how well that combination is known as it is shown.</summary>
    private IEnumerable<string> Best()
    {
        if (_names.Length < 2 || _precision?.Tightest(MostMembers) is not { } best)
        {
            yield break;
        }

        var largest = best.Coefficients.MaxBy(Math.Abs);
        var single = Enumerable.Range(0, _names.Length).MinBy(i => _deviations[i]);
        if (best.StandardDeviation >= Math.Abs(largest) * _deviations[single])
        {
            yield return $"No combination is known better than {_names[single]} alone: to {_units.Size(single, _deviations[single])}.";
            yield break;
        }

        int[] members = [.. Enumerable.Range(0, _names.Length).Where(i => best.Coefficients[i] != 0).OrderByDescending(i => Math.Abs(best.Coefficients[i]))];
        string Member(int i, int rank)
        {
            var factor = best.Coefficients[i] / largest * (_units.IsLogarithmic(i) ? Math.Sign(_units.Value(i)) * Sign(members[0]) : Sign(members[0]));
            var what = !_units.IsLogarithmic(i) ? Invariant($"{_names[i]}/({_units.InUnit(i, 1)})")
                : _units.Value(i) < 0 ? $"log |{_names[i]}|" : $"log {_names[i]}";
            var size = Math.Abs(factor) > 0.995 ? "" : Invariant($"{Math.Abs(factor):0.##} ");
            return rank == 0 ? what : $" {(factor < 0 ? "-" : "+")} {size}{what}";
        }

        yield return $"The best known combination is {string.Concat(members.Select(Member))}: to {LocalUnits.Relative(best.StandardDeviation / Math.Abs(largest))}.";

        int Sign(int i) => _units.IsLogarithmic(i) ? Math.Sign(_units.Value(i)) : 1;
    }

    private IEnumerable<string> Worst()
    {
        if (_names.Length < 2 || _precision?.Loose(0) is not [var worst, ..])
        {
            yield break;
        }

        int[] members = [.. Enumerable.Range(0, _names.Length).Where(i => worst.Change[i] != 0).OrderByDescending(i => Math.Abs(worst.Change[i]))];
        var shown = members.Take(MostMembers).Select(i => _units.Change(i, worst.Change[i])).ToArray();
        var rest = members.Length > MostMembers ? Invariant($" (and {members.Length - MostMembers} more by less)") : "";
        var together = shown.Length > 1 ? $" with {string.Join(", ", shown[1..])}" : "";
        yield return $"The worst known combination: {shown[0]}{together}{rest}, which is one standard deviation of the posterior.";
    }

    private static IEnumerable<string> Correlations(ImmutableArray<string> names, ImmutableArray<ImmutableArray<double>> correlation)
    {
        var strong = Enumerable.Range(0, names.Length)
            .SelectMany(i => Enumerable.Range(0, i).Select(j => (Names: $"{names[j]} and {names[i]}", Value: correlation[i][j])))
            .Where(pair => Math.Abs(pair.Value) >= Strong)
            .OrderByDescending(pair => Math.Abs(pair.Value))
            .ToArray();
        if (strong.Length > 0)
        {
            var more = strong.Length > MostCorrelations ? Invariant($", and {strong.Length - MostCorrelations} more beyond ±{Strong}") : "";
            yield return $"Strongest correlations: {string.Join(", ", strong.Take(MostCorrelations).Select(pair => pair.Names + Invariant($" {pair.Value:0.00}")))}{more}.";
        }
    }

    /// <summary>What the Fisher information of the counts adds: degenerate directions, and where it was the prior that narrowed.</summary>
    private IEnumerable<string> WithoutThePrior(IdentifiabilityRecord? information)
    {
        if (information is null)
        {
            yield break;
        }

        if (!information.Open.IsEmpty)
        {
            yield return "Without the prior: " + information.Sentences[0];
        }

        var helped = information.Parameters.Where(known => _names.Contains(known.Name)).Select(known =>
        {
            var i = _names.IndexOf(known.Name);
            return (Place: i, Alone: known.StandardError / (_units.IsLogarithmic(i) ? Math.Abs(known.Value) : _units.Natural[i]));
        }).Where(item => item.Alone > Helpful * _deviations[item.Place]).ToArray();
        if (helped.Length > 0)
        {
            var words = helped.Select(item =>
                $"{_names[item.Place]} {_units.Size(item.Place, _deviations[item.Place])} instead of {_units.Size(item.Place, item.Alone!.Value)}");
            yield return $"By the prior narrower than by the Fisher information of the data alone: {And([.. words])}.";
        }
    }

    private static string And(string[] names) => names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
