using System.Collections.Immutable;
using System.Globalization;
using MathNet.Numerics.Distributions;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Data;

namespace Spikelihood.Studies.Prediction;

/// <summary>
/// Says in words how the fitted model compares with the data: rates, fluctuations fast and slow, large events, and whether the counts scatter around
/// the one-step predictions as a binomial would.
/// </summary>
/// <param name="data">The data.</param>
/// <param name="recorded">Trials of the data under the training input; the first is the data that were fitted.</param>
/// <param name="simulated">Trials of the fitted model under the same input.</param>
/// <param name="oneStep">Each population's counts against the fitted model's predictions given their past.</param>
internal sealed class FitStatements(StudyData data, Ensemble recorded, Ensemble simulated, ImmutableArray<OneStepTest> oneStep)
{
    /// <summary>Bin widths over which fluctuations are compared, s.</summary>
    private static readonly double[] Scales = [0.01, 0.1, 1];

    /// <summary>An activity this many times its mean, over a tenth of a second, is a large event.</summary>
    private const double EventLevel = 5;

    private const double EventBin = 0.1;

    /// <summary>From so many trials on their own quantiles say how far they scatter.</summary>
    private const int ManyTrials = 100;

    /// <summary>A statistic of the data must lie within this relative distance of the model's range before it is called a misfit.</summary>
    private const double Allowance = 0.05;

    /// <summary>The statements, population by population.</summary>
    public IEnumerable<FitStatement> All()
    {
        for (var population = 0; population < data.Network.Names.Length; population++)
        {
            var name = data.Network.Names[population];
            yield return Compare(name, "mean rate", "Hz", population, trace => Activity.Mean(trace));
            foreach (var scale in Scales.Where(scale => scale >= data.Network.TimeStep && 20 * scale <= recorded.Fine[0].Duration).Select(InSteps))
            {
                yield return Compare(name, $"SD of the activity in {Show(1000 * scale)} ms bins", "Hz", population, trace => Deviation(trace, scale));
            }

            if (recorded.Fine[0].Duration >= 20 * EventBin && Events(recorded.Fine[0].Of(population).ToArray()) > 0)
            {
                yield return Compare(name, $"share of time above {Show(EventLevel)} times the mean rate", "%", population, trace => Events(trace));
            }

            yield return OneStepStatement.Of(name, oneStep[population]);
        }
    }

    /// <summary>A width rounded to whole steps.</summary>
    private double InSteps(double width) => DisjointBins.WholeSteps(width, data.Network.TimeStep);

    private static string Show(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private FitStatement Compare(string name, string what, string unit, int population, Func<double[], double> statistic)
    {
        var observed = recorded.Fine.Select(trial => statistic(trial.Of(population).ToArray())).Average();
        var predicted = simulated.Fine.Select(trial => statistic(trial.Of(population).ToArray())).Order().ToArray();
        var (low, high) = Range(predicted);
        var slack = Allowance * Math.Abs(observed);
        var misfit = observed < low - slack || observed > high + slack;
        var verdict = misfit ? "NOT reproduced" : observed < low || observed > high ? "reproduced to 5 %" : "reproduced";
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {what}: data {observed:0.###} {unit}, fitted model {predicted.Average():0.###} {unit} (95 % of trials {low:0.###} to {high:0.###}): {verdict}.");
        return new(sentence, misfit);
    }

    /// <summary>
    /// Where a further trial lies with 95 % probability: for a few trials the prediction interval of normal values, which is wider than the trials
    /// themselves; for many their own quantiles.
    /// </summary>
    private static (double Low, double High) Range(double[] ordered)
    {
        var count = ordered.Length;
        if (count >= ManyTrials)
        {
            return (ordered[(int)(0.025 * (count - 1))], ordered[(int)Math.Ceiling(0.975 * (count - 1))]);
        }

        var half = StudentT.InvCDF(0, 1, count - 1, 0.975) * Activity.StandardDeviation(ordered) * Math.Sqrt((count + 1.0) / (count - 1));
        return (ordered.Average() - half, ordered.Average() + half);
    }

    private double Deviation(double[] trace, double width) => Activity.StandardDeviation(trace, data.Network.TimeStep, width);

    private double Events(double[] trace)
    {
        var bins = DisjointBins.Average(trace, Math.Max(1, (int)Math.Round(EventBin / data.Network.TimeStep)));
        var mean = Activity.Mean(trace);
        return mean == 0 ? 0 : 100.0 * bins.Count(value => value > EventLevel * mean) / bins.Length;
    }
}
