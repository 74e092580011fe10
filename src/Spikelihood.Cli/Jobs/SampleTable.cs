using System.Globalization;
using Spikelihood.Cli.Output;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>What <c>sample</c> prints: the posterior of every parameter, the modes, what the data determine and the verdict.</summary>
internal static class SampleTable
{
    public static void Write(SampleRecord sample, TextWriter output)
    {
        string[] truth = sample.Truth is null ? [] : ["truth"];
        var table = new TextTable(["parameter", "mean", "sd", "5 %", "50 %", "95 %", .. truth, "R-hat", "bulk ESS", "tail ESS", "contraction", "unit"]);
        foreach (var prior in sample.Priors)
        {
            var own = sample.Parameters[prior.Name];
            string[] actual = sample.Truth is { } values ? [Shown.Number(values[prior.Name])] : [];
            table.Add(
            [
                prior.Name, Shown.Number(own.Mean), Shown.Number(own.Sd), Shown.Number(own.Q5), Shown.Number(own.Q50), Shown.Number(own.Q95), .. actual,
                Fixed(own.Rhat, "0.000"), Fixed(own.EssBulk, "0"), Fixed(own.EssTail, "0"), Fixed(own.Contraction, "0.00"), prior.Unit,
            ]);
        }

        output.Write(table);
        output.WriteLine();
        if (sample.Modes.Length > 1)
        {
            foreach (var (mode, number) in sample.Modes.Select((mode, index) => (mode, index + 1)))
            {
                output.WriteLine(Words(mode, number));
            }
        }

        foreach (var sentence in sample.Determined.Concat(sample.Notes))
        {
            output.WriteLine(sentence);
        }

        var draws = sample.ChainSummaries.IsEmpty
            ? Counted(sample.Chains * sample.Draws, "draw")
            : $"{Counted(sample.Chains, "chain")} of {Counted(sample.Draws, "draw")}, {sample.Divergences} divergent";
        output.WriteLine(Invariant($"{draws}, {sample.GradientEvaluations} gradients, {sample.Seconds:0} s"));
        foreach (var problem in sample.Problems)
        {
            output.WriteLine(problem);
        }

        output.WriteLine(sample.Verdict);
    }

    private static string Words(ModeRecord mode, int number)
    {
        var error = mode.WeightError is { } known ? Invariant($" (its logarithm ± {known:0.00})") : "";
        var check = mode.SmcWeight is { } other ? Invariant($", {other:P1} by tempered Monte Carlo") : "";
        var share = mode.Weight is { } weight ? Invariant($"{weight:P1} of the posterior{error}{check}")
            : mode.Sampled ? "visited by the chains of another mode"
            : "too little to sample";
        return Invariant($"mode {number}: log posterior {mode.LogPosterior:0.00}, {Counted(mode.Starts, "start")}, {mode.LaplaceWeight:P1} by Laplace; {share}");
    }

    private static string Counted(int number, string what) => Invariant($"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Fixed(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}
