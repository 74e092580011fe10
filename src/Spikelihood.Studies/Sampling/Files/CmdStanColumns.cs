using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>
/// Names of parameters as columns that every reader of CmdStan files takes: letters, digits and single underscores. A comment line for each says which
/// parameter it is: <c># column w_E_I: w[E,I] (mV)</c>. It has no equals sign of its own, because readers take those for settings.
/// </summary>
internal static class CmdStanColumns
{
    private const string Prefix = "# column ";

    /// <summary>A column name for each parameter, no two alike.</summary>
    public static ImmutableArray<string> For(ImmutableArray<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var columns = ImmutableArray.CreateBuilder<string>(names.Length);
        foreach (var name in names)
        {
            var safe = Safe(name);
            var column = safe;
            for (var number = 2; !taken.Add(column); number++)
            {
                column = string.Create(CultureInfo.InvariantCulture, $"{safe}_{number}");
            }

            columns.Add(column);
        }

        return columns.MoveToImmutable();
    }

    /// <summary>A name without anything but letters, digits and single underscores.</summary>
    public static string Safe(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                text.Append(letter);
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }

        var safe = text.ToString().TrimEnd('_');
        return safe.Length > 0 && char.IsAsciiLetter(safe[0]) ? safe : $"p_{safe}".TrimEnd('_');
    }

    /// <summary>The comment line that says what a column is.</summary>
    public static string Comment(string column, string name, string unit) => name.Any(char.IsControl) || unit.Any(char.IsControl)
        ? throw new ArgumentException($"The parameter {name} has a name or unit of more than one line.", nameof(name))
        : $"{Prefix}{column}: {name} ({unit})";

    /// <summary>What such a line says; null for any other comment.</summary>
    public static (string Column, string Name, string Unit)? Parse(string comment)
    {
        var colon = comment.IndexOf(": ", StringComparison.Ordinal);
        var bracket = comment.LastIndexOf(" (", StringComparison.Ordinal);
        return comment.StartsWith(Prefix, StringComparison.Ordinal) && colon > Prefix.Length && bracket > colon && comment.EndsWith(')')
            ? (comment[Prefix.Length..colon], comment[(colon + 2)..bracket], comment[(bracket + 2)..^1])
            : null;
    }

    /// <summary>Stan's own name of a column: <c>theta.1.2</c> is <c>theta[1,2]</c>.</summary>
    public static string Plain(string column)
    {
        var dot = column.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? column : $"{column[..dot]}[{column[(dot + 1)..].Replace('.', ',')}]";
    }
}
