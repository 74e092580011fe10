using System.Diagnostics;

namespace Spikelihood.Cli.Jobs;

/// <summary>How long a computation takes once the program is warm.</summary>
/// <param name="Min">The fastest run, s.</param>
/// <param name="Median">The middle one, s.</param>
/// <param name="Repeats">How many were timed.</param>
internal sealed record Timing(double Min, double Median, int Repeats)
{
    // The runtime compiles a method well only after it has run for a while; before that, times say nothing about the method.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private const int FewestWarmUps = 5;

    /// <summary>Runs <paramref name="work"/>: once untimed and, when several runs are to be timed, until the program is warm.</summary>
    /// <returns>The result of the last run, and the times.</returns>
    public static (double Result, Timing Timing) Of(Func<double> work, int repeats, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var result = work();
        for (var run = 1; repeats > 1 && (run < FewestWarmUps || Stopwatch.GetElapsedTime(began) < WarmUp); run++)
        {
            cancellation.ThrowIfCancellationRequested();
            result = work();
        }

        var seconds = new List<double>();
        for (var run = 0; run < repeats; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            result = work();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        seconds.Sort();
        return (result, new Timing(seconds[0], (seconds[repeats / 2] + seconds[(repeats - 1) / 2]) / 2, repeats));
    }
}
