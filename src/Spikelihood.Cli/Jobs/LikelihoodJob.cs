using System.Collections.Immutable;
using System.Text;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Studies;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>likelihood</c> asks for.</summary>
internal static class LikelihoodJob
{
    /// <summary>Evaluates the likelihood and prints it.</summary>
    public static int Run(LikelihoodRequest request, Session session)
    {
        // A network of single neurons is scored with the population model of the same parameters: there is no other likelihood of counts.
        var seed = session.Seed ?? StudyDataLoader.DefaultSeed;
        var network = Averages.Of(request.Model, ModelFile.Read(request.Model), seed, session).Network;
        var selected = Selected(request.Infer, network);
        var data = LikelihoodData.Read(request.Counts, request.Stimulus, network, seed);
        if (request.From >= data.Counts.Steps)
        {
            throw new InputException(Invariant(
                $"--from {request.From}: {request.Counts} has {data.Counts.Steps} steps, numbered 0 to {data.Counts.Steps - 1}, so none would be scored; give a smaller step"));
        }

        Warn(network, data.Counts.Steps, session);
        var likelihood = new MesoGifLikelihood(network, data.Counts, data.Stimulus, request.From, session.Workers, bounds: ProbabilityBounds.Clipped);
        var values = likelihood.Layout.Read(network);
        var gradient = new double[request.Gradient ? likelihood.Layout.Count : 0];
        double Evaluate() => request.Gradient ? likelihood.ValueAndGradient(values, gradient) : likelihood.Value(values);
        var (value, seconds) = Timing.Of(Evaluate, request.Repeat, session.Cancellation);
        var result = new LikelihoodResult(
            Json.Finite(value),
            likelihood.Steps - likelihood.From,
            request.Gradient ? [.. selected.Select(i => new Derivative(likelihood.Layout.All[i].Name, values[i], Json.Finite(gradient[i])))] : null,
            request.Expected ? Rows(likelihood.Expected(values)) : null,
            likelihood.AgeBins,
            seconds);
        if (session.Json)
        {
            session.WriteJson(result);
        }
        else
        {
            Print(result, network, likelihood, session);
        }

        return Verdict(result, session);
    }

    private static ImmutableArray<int> Selected(IReadOnlyList<string>? infer, GifNetwork network)
    {
        var layout = new ParameterLayout(network);
        if (infer is null)
        {
            return layout.Select(ParameterTarget.Defaults(network));
        }

        var names = infer.Select(name => name.Replace(" ", "", StringComparison.Ordinal)).ToArray();
        foreach (var name in names.Where(name => !layout.All.Any(parameter => parameter.Name == name)))
        {
            if (ParameterTarget.Problem(name, network) is { } problem)
            {
                throw new InputException($"--infer: {problem}");
            }
        }

        return layout.Select(names);
    }

    private static void Warn(GifNetwork network, int steps, Session session)
    {
        foreach (var (population, bins) in network.Populations.Zip(AgeWindow.For(network)))
        {
            // What a window forgets does not matter to data that end before it.
            if (bins < steps && AgeWindow.IsOutgrown(population, network.TimeStep, bins))
            {
                session.Tell(Invariant(
                    $"note: {population.Name} still feels spikes older than its {bins} age bins; age_bins of {AgeWindow.Smallest(population, network.TimeStep)} or more would cover them"));
            }
        }
    }

    private static NumberRow[] Rows(double[][] expected) =>
        [.. Enumerable.Range(0, expected[0].Length).Select(step => new NumberRow([.. expected.Select(population => population[step])]))];

    private static void Print(LikelihoodResult result, GifNetwork network, MesoGifLikelihood likelihood, Session session)
    {
        var value = result.LogLikelihood is { } finite ? Shown.Exact(finite) : "not finite";
        var times = result.Seconds;
        session.Output.WriteLine($"log-likelihood  {value}");
        session.Output.WriteLine(Invariant($"scored steps    {result.Steps} (step {likelihood.From} to {likelihood.Steps - 1})"));
        session.Output.WriteLine($"age bins        {string.Join(", ", network.Names.Zip(result.AgeBins, (name, bins) => Invariant($"{name} {bins}")))}");
        if (likelihood.Grid != AgeGrid.Exact)
        {
            var merged = network.Names.Where((_, i) => likelihood.IsMerged[i]).ToArray();
            session.Output.WriteLine($"old cohorts     {(merged.Length > 0 ? $"merged in {string.Join(", ", merged)}" : "not merged: the windows are too short or the data too bursting to gain by it")}");
        }

        session.Output.WriteLine(times.Repeats == 1
            ? Invariant($"seconds         {times.Min:G4}")
            : Invariant($"seconds         {times.Min:G4} at best, {times.Median:G4} usually ({times.Repeats} evaluations)"));
        if (result.Gradient is { } gradient)
        {
            var table = new TextTable("parameter", "value", "unit", "derivative");
            foreach (var derivative in gradient)
            {
                var unit = likelihood.Layout.All.First(parameter => parameter.Name == derivative.Parameter).Unit;
                table.Add(derivative.Parameter, Shown.Exact(derivative.Value), unit, derivative.Slope is { } slope ? Shown.Exact(slope) : "not finite");
            }

            session.Output.WriteLine();
            session.Output.Write(table);
        }

        if (result.ExpectedCounts is { } rows)
        {
            var text = new StringBuilder().AppendLine().AppendLine($"step,{string.Join(',', network.Names)}");
            for (var step = 0; step < rows.Count; step++)
            {
                text.AppendLine(Invariant($"{step},{string.Join(',', rows[step].Values.Select(Shown.Exact))}"));
            }

            session.Output.Write(text);
        }
    }

    private static int Verdict(LikelihoodResult result, Session session)
    {
        if (result.LogLikelihood is null)
        {
            session.Tell("the log-likelihood is not a finite number: at these parameters the counts cannot happen, or numbers grow too large to compute with");
            return ExitCode.Failed;
        }

        if (result.Gradient?.FirstOrDefault(derivative => derivative.Slope is null) is { } broken)
        {
            session.Tell($"the derivative by {broken.Parameter} is not a finite number at these parameters");
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }
}
