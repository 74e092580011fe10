using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Spikelihood.Cli.Hosting;

/// <summary>A progress bar with the time left, on standard error; nothing at all when that is redirected.</summary>
/// <param name="console">Where the bar is drawn; null for nowhere.</param>
internal sealed class ProgressDisplay(IAnsiConsole? console)
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromSeconds(0.25);

    /// <summary>Shows nothing.</summary>
    public static ProgressDisplay None { get; } = new(null);

    /// <summary>Draws on the terminal that standard error is, if it is one.</summary>
    public static ProgressDisplay OnStandardError() => Console.IsErrorRedirected
        ? None
        : new ProgressDisplay(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Runs <paramref name="work"/>, which reports the finished fraction, 0 to 1, from any thread.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work.</param>
    public T Run<T>(string title, Func<IProgress<double>, T> work)
    {
        if (console is null)
        {
            return work(new Ignored());
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(title), maxValue: 1))));
    }

    /// <summary>Runs <paramref name="work"/>, which shows what it likes from any thread; nothing is drawn more often than a person can read.</summary>
    /// <param name="work">The work; it is given what shows a state, and hands over how that is drawn.</param>
    public T Live<T>(Func<Action<Func<IRenderable>>, T> work)
    {
        if (console is null)
        {
            return work(_ => { });
        }

        return console.Live(new Text("")).AutoClear(true).Start(context =>
        {
            var gate = new Lock();
            var last = Stopwatch.GetTimestamp();
            return work(draw =>
            {
                lock (gate)
                {
                    if (Stopwatch.GetElapsedTime(last) >= BetweenFrames)
                    {
                        last = Stopwatch.GetTimestamp();
                        context.UpdateTarget(draw());
                    }
                }
            });
        });
    }

    // Progress<T> would post to a thread pool and could report after the bar is gone.
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Ignored : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
