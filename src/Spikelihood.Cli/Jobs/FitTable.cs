using System.Globalization;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>What <c>fit</c> prints: the parameters with their errors, the optima and how the starts ended.</summary>
internal static class FitTable
{
    public static void Write(FitRecord fit, TextWriter output)
    {
        var names = Math.Max(9, fit.Parameters.Max(parameter => parameter.Name.Length));
        var header = fit.Truth is null ? "" : $"{(fit.TruthIsAverage ? "average" : "truth"),12}{"z",8}";
        output.WriteLine($"{"parameter".PadRight(names)}{"estimate",12}{"± error",12}{header}  unit");
        foreach (var parameter in fit.Parameters)
        {
            var value = fit.Best.Parameters[parameter.Name];
            var error = fit.StandardErrors[parameter.Name];
            var line = $"{parameter.Name.PadRight(names)}{Number(value),12}{(error is { } known ? Number(known) : "open"),12}";
            if (fit.Truth is { } truth)
            {
                var actual = truth.Parameters[parameter.Name];
                var score = error is { } scale ? ((value - actual) / scale).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "";
                line += $"{Number(actual),12}{score,8}";
            }

            output.WriteLine($"{line}  {parameter.Unit}");
        }

        output.WriteLine();
        output.WriteLine(Invariant($"log posterior {fit.Best.LogPosterior:0.00}, log-likelihood {fit.Best.LogLikelihood:0.00}{(fit.Truth is { } at ? $"; at the {(fit.TruthIsAverage ? "averages" : "truth")} {at.LogPosterior:0.00} and {at.LogLikelihood:0.00}" : "")}"));
        foreach (var (optimum, number) in fit.Optima.Select((optimum, index) => (optimum, index + 1)))
        {
            output.WriteLine(Invariant($"optimum {number}: {optimum.LogPosterior:0.00}, found by {optimum.Starts} of {fit.Starts.Length} starts"));
        }

        var elsewhere = fit.Starts.Where(start => start.Optimum is null).GroupBy(start => start.State).Select(group => $"{group.Count()} {group.Key}").ToArray();
        if (elsewhere.Length > 0)
        {
            output.WriteLine($"other starts: {string.Join(", ", elsewhere)}");
        }

        output.WriteLine(Invariant($"{fit.Starts.Sum(start => start.Evaluations)} evaluations of all data, {fit.Seconds:0.0} s"));

        if (fit.Identifiability is { } identifiability)
        {
            output.WriteLine();
            output.WriteLine("what the data determine, without the prior:");
            foreach (var sentence in identifiability.Sentences)
            {
                output.WriteLine(sentence);
            }
        }
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
