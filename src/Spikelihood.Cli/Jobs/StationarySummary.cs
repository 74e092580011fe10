using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.MesoGif.Stationary;
using Spikelihood.Models.Networks;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>The rates at which a model rests without input (docs/stationary.md): part of what <c>inspect</c> says about a model.</summary>
internal static class StationarySummary
{
    /// <summary>A window longer than this takes too long to search for an answer that people wait for.</summary>
    private const int MostBins = 200_000;

    /// <summary>Every stationary state found, lowest activity first; none where the age bins are too many to search.</summary>
    public static StationaryState[] Of(GifNetwork network) => AgeWindow.For(network).Sum() > MostBins
        ? []
        : [.. new StationaryStates(network, new double[network.Populations.Length]).Find()];

    /// <summary>The same as a table, with a note where there are several.</summary>
    public static void Print(GifNetwork network, StationaryState[] states, Session session)
    {
        if (states.Length == 0)
        {
            session.Tell("note: no stationary state was looked for or found");
            return;
        }

        var table = new TextTable(["stationary state without input", .. network.Names.Select(name => $"{name} (Hz)")]);
        foreach (var (state, number) in states.Select((state, i) => (state, i + 1)))
        {
            table.Add([Invariant($"{number}{(state.Repels ? ", unstable" : "")}"), .. state.Activity.Select(rate => Shown.Number(rate))]);
        }

        session.Output.Write(table);
        if (states.Length > 1)
        {
            session.Tell(Invariant($"note: this network has {states.Length} stationary states: where it rests depends on where it began, and a fit of it may have as many optima"));
        }
    }
}
