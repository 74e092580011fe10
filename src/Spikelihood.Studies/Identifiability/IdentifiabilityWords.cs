using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Studies.Identifiability;

/// <summary>Puts what data determine into sentences.</summary>
internal sealed class IdentifiabilityWords(
    IdentifiabilityRecord record, ParameterLayout layout, ImmutableArray<int> inferred, LocalUnits units, GifNetwork network)
{
    /// <summary>A finite step that changes the log-likelihood by less, nats, changes nothing.</summary>
    private const double Nothing = 1e-3;

    /// <summary>The largest relative change in the description of a direction.</summary>
    private const double LargestShown = 0.1;

    /// <summary>How the sentence with the advice begins.</summary>
    public const string AdviceBegins = "Advice:";

    private const int MostNames = 8;
    private const int MostMembers = 4;
    private const int MostDirections = 3;

    public IEnumerable<string> Sentences() => Rank().Concat(record.Open.Select(Of)).Concat(Advice()).Concat(Poor());

    /// <summary>An unnamed direction: what rises and what falls together.</summary>
    public static string Generic(double[] direction, LocalUnits units)
    {
        var moved = Enumerable.Range(0, direction.Length).Where(i => direction[i] != 0).OrderByDescending(i => Math.Abs(direction[i])).ToArray();
        string Member(int i) => $"{units.Name(i)} by {(direction[i] > 0 ? "+" : "-")}{units.InUnit(i, direction[i])}";
        return $"changing {string.Join(", ", moved.Select(Member))} together, in this ratio, changes nothing";
    }

    private static string Of(OpenDirection open) => Math.Abs(open.LogLikelihoodChange) < Nothing
        ? $"Degenerate: {open.Words}."
        : Invariant($"Degenerate to first order: {open.Words}; a tenth further on the log-likelihood differs by {open.LogLikelihoodChange:G2} nats.");

    private IEnumerable<string> Rank()
    {
        var what = record.Inferred == 1 ? "1 parameter is inferred" : Invariant($"{record.Inferred} parameters are inferred");
        yield return record.Open.IsEmpty
            ? $"{what}, and the data determine {(record.Inferred == 1 ? "it" : "all of them")}: nothing is degenerate at {record.At}."
            : Invariant($"{what}, but at {record.At} the data determine only {record.Determined} of their combinations; ")
                + Invariant($"along {record.Open.Length} the likelihood does not change, and the prior alone decides.");
    }

    private IEnumerable<string> Advice()
    {
        if (!record.Fix.IsEmpty)
        {
            yield return Invariant($"{AdviceBegins} leave {And(Families(record.Fix))} out of infer ({record.Fix.Length} of {record.Inferred} parameters): ")
                + "held at the model's values, nothing is degenerate any more.";
        }
    }

    private IEnumerable<string> Poor()
    {
        var fixing = record.Fix.IsEmpty ? "" : "With these fixed, ";
        if (!record.Pairs.IsEmpty)
        {
            yield return fixing + string.Join("; ", Shortened([.. record.Pairs.OrderBy(pair => pair.StandardError / pair.Alone).Select(pair =>
                $"{pair.Combination} is known to {LocalUnits.Relative(pair.StandardError)}, {pair.Parameter} alone to {LocalUnits.Relative(pair.Alone)}")])) + ".";
        }

        var paired = record.Pairs.Select(pair => pair.Parameter).ToHashSet();
        var alone = record.Parameters.Select((parameter, i) => (Parameter: parameter, Place: i, Error: parameter.StandardError / units.Natural[i]))
            .Where(item => item.Error > PoorlyKnown.Poor && !paired.Contains(item.Parameter.Name))
            .Select(item =>
            {
                var others = (item.Parameter.StandardErrorOthersKnown ?? 0) / units.Natural[item.Place];
                return $"{item.Parameter.Name} to {units.Size(item.Place, item.Error!.Value)} ({units.Size(item.Place, others)} if all others were known)";
            })
            .ToArray();
        if (alone.Length > 0)
        {
            yield return Invariant($"{(fixing.Length > 0 ? fixing + "poorly" : "Poorly")} known (to {100 * PoorlyKnown.Poor:0} % or worse): {And(Shortened(alone))}.");
        }

        foreach (var poor in record.Poor.Where(poor => poor.Parameters.Length > 1).Take(MostDirections))
        {
            yield return Direction(poor);
        }

        if (record.FixAlso is { } also)
        {
            var left = also.StillPoor.Length switch
            {
                0 => "leave nothing poorly known",
                <= MostNames => $"leave only {And(also.StillPoor)} poorly known",
                var many => Invariant($"leave {many} parameters poorly known instead of {record.Pairs.Length + alone.Length}"),
            };
            yield return Invariant($"Holding {And(Families(also.Parameters))} too would {left}.");
        }
    }

    /// <summary>A step along a poorly known direction, small enough that percentages mean something.</summary>
    private string Direction(PoorDirection poor)
    {
        var places = poor.Parameters.Select(name => Enumerable.Range(0, inferred.Length).First(place => units.Name(place) == name)).ToArray();
        var shares = places.Select((place, k) => poor.Change[k] / units.Natural[place]).ToArray();
        var times = Math.Max(1, shares.Max(Math.Abs) / LargestShown);
        var members = places.Take(MostMembers).Select((place, k) => units.Change(place, shares[k] / times));
        var rest = places.Length > MostMembers ? Invariant($" (and {places.Length - MostMembers} more by less)") : "";
        var far = times > 1 ? Invariant($"one standard error is {times:G2} times as far") : "that is one standard error";
        return $"{(record.Fix.IsEmpty ? "Hardly" : "With these fixed, hardly")} noticed by the data: {string.Join(", ", members)}{rest}, all at once; {far}.";
    }

    /// <summary>Families all of whose members are among the names, single names otherwise.</summary>
    private IEnumerable<string> Families(ImmutableArray<string> names) => inferred
        .Select(place => layout.All[place])
        .Where(parameter => names.Contains(parameter.Name))
        .GroupBy(parameter => parameter.Family)
        .SelectMany(group => IsWhole(group.Key, group.Count()) ? [group.Key] : group.Select(parameter => parameter.Name));

    private bool IsWhole(string family, int members) =>
        members == inferred.Count(place => layout.All[place].Family == family) && (members > 1 || network.Populations.Length == 1);

    private static IEnumerable<string> Shortened(string[] items) => items.Length <= MostNames
        ? items
        : items.Take(MostNames - 1).Append(Invariant($"{items.Length - MostNames + 1} more"));

    private static string And(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
