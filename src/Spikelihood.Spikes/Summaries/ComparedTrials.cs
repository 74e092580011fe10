using System.Collections.Immutable;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Summaries;

/// <summary>One or several trials that are to be compared with others.</summary>
/// <param name="Name">What to call them: the file or folder as the user named it.</param>
/// <param name="Trials">Counts of each; time step and length may differ.</param>
/// <param name="Sizes">Neurons in each population; null when unknown.</param>
public sealed record ComparedTrials(string Name, ImmutableArray<PopulationSeries<int>> Trials, ImmutableArray<int>? Sizes)
{
    /// <summary>The populations' names, in the order of <see cref="Sizes"/>.</summary>
    public ImmutableArray<string> Populations => Trials[0].Populations;

    /// <summary>The stretch of time that every trial covers, s.</summary>
    internal (double Start, double Stop) Common => (Trials.Max(trial => trial.Start), Trials.Min(trial => trial.Start + trial.Duration));

    /// <summary>The same with the populations of every trial in the given order.</summary>
    /// <param name="names">The order.</param>
    /// <param name="like">Who has it.</param>
    /// <exception cref="InputException">When they are not the same populations.</exception>
    internal ComparedTrials Ordered(ImmutableArray<string> names, string like)
    {
        foreach (var trial in Trials)
        {
            if (!names.Order(StringComparer.Ordinal).SequenceEqual(trial.Populations.Order(StringComparer.Ordinal)))
            {
                throw new InputException(
                    $"{like} and {Name} cannot be compared: the first has populations {string.Join(", ", names)}, the second {string.Join(", ", trial.Populations)}; both need the same ones.");
            }
        }

        return this with
        {
            Trials = [.. Trials.Select(trial => new PopulationSeries<int>(
                names, trial.TimeStep, [.. names.Select(name => trial.Of(trial.Populations.IndexOf(name)).ToArray())]) { Start = trial.Start })],
            Sizes = Sizes is { } sizes ? [.. names.Select(name => sizes[Populations.IndexOf(name)])] : null,
        };
    }

    /// <summary>A number of whole bins of every trial from a time on.</summary>
    /// <exception cref="InputException">When a bin is not a whole number of steps.</exception>
    internal ComparedTrials Cut(double start, double bin, int bins) => this with { Trials = [.. Trials.Select(trial => Cut(trial, start, bin, bins))] };

    private PopulationSeries<int> Cut(PopulationSeries<int> trial, double start, double bin, int bins)
    {
        var steps = Math.Round(bin / trial.TimeStep);
        if (steps < 1 || Math.Abs(steps * trial.TimeStep - bin) > 1e-6 * bin)
        {
            throw new InputException(Name, null, $"its time step of {trial.TimeStep:G6} s does not divide a bin of {bin:G6} s; choose another --bin.");
        }

        // Steps of two recordings need not begin at the same time; the last bin may then lack one.
        var first = Math.Min((int)Math.Round((start - trial.Start) / trial.TimeStep), trial.Steps - bins * (int)steps);
        return trial.Slice(first, bins * (int)steps);
    }
}
