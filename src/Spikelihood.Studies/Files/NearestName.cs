namespace Spikelihood.Studies.Files;

/// <summary>Finds the known name that a mistyped one was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>The known name closest to <paramref name="typed"/>, or null when none is close (more than a third of the letters differ).</summary>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var best = known
            .Select(name => (Name: name, Distance: Distance(Plain(typed), Plain(name))))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return best.Distance <= Math.Max(1, Math.Max(typed.Length, best.Name.Length) / 3) ? best.Name : null;
    }

    /// <summary>The end of a sentence about an unknown name: the nearest known one, or all there are.</summary>
    public static string Hint(string typed, IReadOnlyCollection<string> known) =>
        Of(typed, known) is { } nearest ? $"did you mean '{nearest}'?" : $"the choices are {string.Join(", ", known)}";

    // Case, hyphens and underscores are what people mix up; they count for nothing.
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Letters to insert, delete, replace or swap with their neighbour (optimal string alignment) to turn one name into the other.</summary>
    private static int Distance(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                var replace = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[from.Length, to.Length];
    }
}
