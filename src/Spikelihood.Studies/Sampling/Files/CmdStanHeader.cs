using System.Collections.Immutable;
using System.Globalization;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>The comments of a CmdStan file: settings before the draws, adaptation after the header line, times at the end.</summary>
internal static class CmdStanHeader
{
    /// <summary>The settings under the names, and in the nesting, of CmdStan 2.36; readers ask for most of them.</summary>
    public static void Write(
        TextWriter writer, ImmutableArray<string> names, ImmutableArray<string> columns, ChainDraws draws, CmdStanRun run)
    {
        var options = run.Options;
        var isHamiltonian = !draws.Transitions.IsEmpty;
        writer.WriteLine("# stan_version_major = 2");
        writer.WriteLine("# stan_version_minor = 36");
        writer.WriteLine("# stan_version_patch = 0");
        writer.WriteLine($"# model = {CmdStanColumns.Safe(run.Model)}");
        writer.WriteLine("# method = sample (Default)");
        writer.WriteLine("#   sample");
        Setting(writer, 4, "num_samples", draws.Count);
        Setting(writer, 4, "num_warmup", isHamiltonian ? options.Warmup : 0);
        Setting(writer, 4, "save_warmup", 0);
        Setting(writer, 4, "thin", 1);
        writer.WriteLine("#     adapt");
        Setting(writer, 6, "engaged", isHamiltonian ? 1 : 0);
        Setting(writer, 6, "delta", options.TargetAcceptance);
        if (isHamiltonian)
        {
            writer.WriteLine("#     algorithm = hmc (Default)");
            writer.WriteLine("#       hmc");
            writer.WriteLine(options.TrajectoryLength is null ? "#         engine = nuts (Default)" : "#         engine = static");
            writer.WriteLine(options.TrajectoryLength is null ? "#           nuts" : "#           static");
            if (options.TrajectoryLength is { } length)
            {
                Setting(writer, 12, "int_time", length);
            }

            Setting(writer, 12, "max_depth", options.MaximumDepth);
            writer.WriteLine($"#         metric = {(run.InverseMetric.Length > 1 ? "dense_e" : run.InverseMetric.Length == 1 ? "diag_e" : "unit_e")}");
            Setting(writer, 8, "stepsize", draws.Transitions[0].StepSize);
            Setting(writer, 8, "stepsize_jitter", 0);
        }
        else
        {
            writer.WriteLine("#     algorithm = fixed_param");
        }

        Setting(writer, 0, "id", run.Chain);
        writer.WriteLine("# random");
        writer.WriteLine($"#   seed = {run.Seed.ToString(CultureInfo.InvariantCulture)}");
        writer.WriteLine("# Written by Spikelihood in the layout of CmdStan. What the columns are, and their units:");
        for (var parameter = 0; parameter < names.Length; parameter++)
        {
            writer.WriteLine(CmdStanColumns.Comment(columns[parameter], names[parameter], run.Units[parameter]));
        }
    }

    /// <summary>Step size and metric, where readers look for them.</summary>
    public static void WriteAdaptation(TextWriter writer, ChainDraws draws, CmdStanRun run)
    {
        if (draws.Transitions.IsEmpty)
        {
            return;
        }

        writer.WriteLine(CmdStanReader.Adapted);
        writer.WriteLine($"# Step size = {CmdStanNumber.Text(draws.Transitions[^1].StepSize)}");
        if (!run.InverseMetric.IsEmpty)
        {
            writer.WriteLine(run.InverseMetric.Length == 1 ? "# Diagonal elements of inverse mass matrix:" : "# Elements of inverse mass matrix:");
        }

        foreach (var row in run.InverseMetric)
        {
            writer.WriteLine($"# {string.Join(", ", row.Select(CmdStanNumber.Text))}");
        }
    }

    /// <summary>How long it took.</summary>
    public static void WriteTimes(TextWriter writer, CmdStanRun run)
    {
        if (run.Seconds is var (warmup, sampling))
        {
            writer.WriteLine("# ");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#  Elapsed Time: {warmup:0.###} seconds (Warm-up)"));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#                {sampling:0.###} seconds (Sampling)"));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#                {warmup + sampling:0.###} seconds (Total)"));
            writer.WriteLine("# ");
        }
    }

    private static void Setting(TextWriter writer, int indent, string key, double value) =>
        writer.WriteLine($"# {new string(' ', indent)}{key} = {CmdStanNumber.Text(value)}");
}
