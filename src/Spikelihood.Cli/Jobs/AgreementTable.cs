using System.Globalization;
using Spikelihood.Cli.Output;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Jobs;

/// <summary>Equations 32 to 35 of René 2020 for every model under every input, population by population.</summary>
internal static class AgreementTable
{
    /// <summary>The table.</summary>
    public static TextTable Of(IEnumerable<PredictiveCheck> checks)
    {
        var table = new TextTable("input: model", "population", "rho (32)", "RMSE, Hz (33)", "rho of means (34)", "RMSE of means, Hz (35)");
        foreach (var (check, row) in checks.SelectMany(check => check.Agreement.Select(row => (check, row))))
        {
            Add(table, $"{check.Title}: {row.Label}", "all", row);
            foreach (var population in row.PerPopulation.Length > 1 ? row.PerPopulation : [])
            {
                Add(table, "", population.Label, population);
            }
        }

        return table;
    }

    private static void Add(TextTable table, string model, string population, AgreementRow row) => table.Add(
        model, population,
        Pair(row.Correlation, row.CorrelationSd, "0.000"), Pair(row.Rmse, row.RmseSd, "0.00"),
        Pair(row.AverageCorrelation, row.AverageCorrelationError, "0.000"), Pair(row.AverageRmse, row.AverageRmseError, "0.00"));

    private static string Pair(double value, double error, string format) => double.IsFinite(value)
        ? value.ToString(format, CultureInfo.InvariantCulture) + (double.IsFinite(error) ? " ± " + error.ToString(format, CultureInfo.InvariantCulture) : "")
        : "-";
}
