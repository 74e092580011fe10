using System.Collections.Immutable;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;
using static System.FormattableString;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>sweep</c> of a study.</summary>
internal static class SweepReader
{
    private const int MostDataSets = 10_000;
    private const int MostTrials = 1000;

    // As for single fits: less says nothing.
    private const double LeastScored = 0.1;

    /// <summary>Reads and checks the axes against the rest of the study.</summary>
    public static SweepOptions Read(YamlValue value, StudyDescription study)
    {
        var mapping = value.Mapping("scored", "infer", "seeds", "time_step", "trials");
        var steps = mapping.Optional("time_step") is { } step ? TimeStepAxis(step, study) : [study.Model.Network.TimeStep];
        return new SweepOptions
        {
            TimeSteps = steps,
            Scored = Scored(mapping.Required("scored"), study, steps),
            Infer = mapping.Optional("infer") is { } infer ? Sets(infer, study) : [new ParameterSet("all", study.Infer)],
            Seeds = mapping.Optional("seeds") is { } seeds ? Seeds(seeds, study) : [(study.Data as SimulatedData)?.Seed],
            Trials = mapping.Optional("trials") is { } trials ? Trials(trials, study, steps) : 0,
        };
    }

    private static ImmutableArray<double> Scored(YamlValue value, StudyDescription study, ImmutableArray<double> steps) => Axis(value, entry =>
    {
        var scored = entry.Number(Dimension.Time, atLeast: LeastScored);
        if (steps.FirstOrDefault(step => TimeSteps.Count(scored, step) is null) is > 0 and var uneven)
        {
            throw entry.Error(Invariant($"{scored} s is not a whole number of time steps of {uneven} s; change one of them"));
        }

        if (study.Data is SimulatedData simulated && study.Fit.BurnIn + scored > simulated.Duration * (1 + 1e-9))
        {
            throw entry.Error(Invariant(
                $"the burn-in of {study.Fit.BurnIn} s and {scored} s of scored data are longer than the {simulated.Duration} s that are simulated; give data.simulate a longer duration"));
        }

        return scored;
    });

    private static ImmutableArray<double> TimeStepAxis(YamlValue value, StudyDescription study) => Axis(value, entry =>
    {
        var own = study.Model.Network.TimeStep;
        var step = entry.Number(Dimension.Time, above: 0);
        if (TimeSteps.Count(step, own) is not > 0)
        {
            throw entry.Error(Invariant(
                $"{step} s is not a whole multiple of the model's time step of {own} s, in which the data are; give a multiple or the model a finer time_step"));
        }

        return TimeSteps.Count(study.Fit.BurnIn, step) is not null
            ? step
            : throw entry.Error(Invariant($"the burn-in of {study.Fit.BurnIn} s is not a whole number of time steps of {step} s; change fit.burn_in"));
    });

    private static ImmutableArray<ParameterSet> Sets(YamlValue value, StudyDescription study)
    {
        var sets = value.Mapping().Entries.Select(entry => new ParameterSet(entry.Key, StudyFile.Infer(entry.Value, study.Model.Network))).ToImmutableArray();
        return sets.IsEmpty ? throw value.Error("infer is empty; name sets of parameters, as in {weights: [w], all: [w, tau_m]}, or leave the key out") : sets;
    }

    private static ImmutableArray<ulong?> Seeds(YamlValue value, StudyDescription study)
    {
        if (study.Data is not SimulatedData)
        {
            throw value.Error("recorded data cannot be drawn again from other seeds; leave seeds out or simulate the data");
        }

        return value.IsList
            ? Axis(value, entry => (ulong?)entry.Seed())
            : [.. Enumerable.Range(1, value.Whole(1, MostDataSets)).Select(seed => (ulong?)seed)];
    }

    private static int Trials(YamlValue value, StudyDescription study, ImmutableArray<double> steps)
    {
        var trials = value.Whole(2, MostTrials);
        var problem = study.Data is not SimulatedData ? "recorded data have no true model to compare with; leave trials out"
            : study.Tests.IsEmpty ? "no population takes an input, so there is no unseen one; leave trials out"
            : steps.Length > 1 || steps[0] != study.Model.Network.TimeStep ? "models of different time steps are not compared trial by trial; leave trials or time_step out"
            : null;
        return problem is null ? trials : throw value.Error(problem);
    }

    private static ImmutableArray<T> Axis<T>(YamlValue value, Func<YamlValue, T> read)
    {
        var entries = value.IsList ? value.List() : [value];
        if (entries.IsEmpty)
        {
            throw value.Error($"{value.Name} is empty; give at least one entry");
        }

        var seen = new HashSet<T>();
        return [.. entries.Select(entry => read(entry) is var one && seen.Add(one) ? one : throw entry.Error($"{entry.Text()} is given twice; keep one"))];
    }
}
