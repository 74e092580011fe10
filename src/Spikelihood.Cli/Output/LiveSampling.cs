using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Spikelihood.Studies.Sampling;
using static System.FormattableString;

namespace Spikelihood.Cli.Output;

/// <summary>What <c>sample</c> shows while it runs: the phase, every chain, how good the draws are so far, and the time left.</summary>
internal sealed class LiveSampling
{
    /// <summary>A finished share below this says nothing of how long the rest takes.</summary>
    private const double LeastShare = 0.02;

    private long _began = Stopwatch.GetTimestamp();
    private double _last;

    public IRenderable Draw(SampleStatus status)
    {
        if (status.Fraction < _last)
        {
            // Something new has begun, and takes its own time.
            _began = Stopwatch.GetTimestamp();
        }

        _last = status.Fraction;
        var rows = new List<IRenderable> { new Text(Invariant($"{status.Phase}   {100 * status.Fraction:0} %{Left(status.Fraction)}")) };
        if (!status.Chains.IsEmpty)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("chain", "phase", "done", "divergences", "step size", "gradients");
            foreach (var (chain, number) in status.Chains.Select((chain, index) => (chain, index + 1)))
            {
                table.AddRow(
                    number.ToString(CultureInfo.InvariantCulture),
                    chain.WarmingUp ? "warm-up" : "draws",
                    chain.Total is { } total ? Invariant($"{chain.Done} of {total}") : Invariant($"{chain.Done}"),
                    chain.Divergences.ToString(CultureInfo.InvariantCulture),
                    chain.StepSize.ToString("0.###", CultureInfo.InvariantCulture),
                    chain.Gradients.ToString(CultureInfo.InvariantCulture));
            }

            rows.Add(table);
        }

        if (status.Draws is { } draws)
        {
            rows.Add(new Text(Invariant($"R-hat {draws.Rhat:0.000} ({draws.RhatOf}), effective draws {draws.Ess:0} ({draws.EssOf})")));
        }

        return new Rows(rows);
    }

    private string Left(double fraction)
    {
        if (fraction < LeastShare)
        {
            return "";
        }

        var left = Stopwatch.GetElapsedTime(_began) * ((1 - fraction) / fraction);
        return left.TotalMinutes < 1.5 ? Invariant($", {left.TotalSeconds:0} s left") : Invariant($", {left.TotalMinutes:0} min left");
    }
}
