using System.Globalization;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Data;

namespace Spikelihood.Studies.Prediction;

/// <summary>
/// Says in words how the fitted model compares with the data: rates, fluctuations fast and slow, large events, and whether the counts scatter around
/// the one-step predictions as a binomial would.
/// </summary>
/// <param name="data">The data.</param>
/// <param name="fitted">The model at the fitted parameters.</param>
/// <param name="recorded">Trials of the data under the training input; the first is the data that were fitted.</param>
/// <param name="simulated">Trials of the fitted model under the same input.</param>
internal sealed class FitStatements(StudyData data, GifNetwork fitted, Ensemble recorded, Ensemble simulated)
{
    /// <summary>Bin widths over which fluctuations are compared, s.</summary>
    private static readonly double[] Scales = [0.01, 0.1, 1];

    /// <summary>An activity this many times its mean, over a tenth of a second, is a large event.</summary>
    private const double EventLevel = 5;

    private const double EventBin = 0.1;

    /// <summary>A statistic of the data must lie within this relative distance of the model's range before it is called a misfit.</summary>
    private const double Allowance = 0.05;

    private const double LargestDispersion = 1.25;
    private const double LargestMemory = 0.2;

    /// <summary>Few spikes say little: what chance does in so many standard deviations is no misfit.</summary>
    private const double ChanceDeviations = 4;

    /// <summary>The statements, population by population.</summary>
    public IEnumerable<FitStatement> All()
    {
        var likelihood = new MesoGifLikelihood(fitted, data.Counts, data.Stimulus, data.From, Workers.One);
        var expected = likelihood.Expected(likelihood.Layout.Read(fitted));
        for (var population = 0; population < fitted.Populations.Length; population++)
        {
            var name = fitted.Populations[population].Name;
            yield return Compare(name, "mean rate", "Hz", population, trace => Activity.Mean(trace));
            foreach (var scale in Scales.Where(scale => scale >= data.Network.TimeStep && 20 * scale <= recorded.Fine[0].Duration).Select(InSteps))
            {
                yield return Compare(name, $"SD of the activity in {Show(1000 * scale)} ms bins", "Hz", population, trace => Deviation(trace, scale));
            }

            if (recorded.Fine[0].Duration >= 20 * EventBin && Events(recorded.Fine[0].Of(population).ToArray()) > 0)
            {
                yield return Compare(name, $"share of time above {Show(EventLevel)} times the mean rate", "%", population, trace => Events(trace));
            }

            yield return OneStep(name, population, expected[population]);
        }
    }

    /// <summary>A width rounded to whole steps.</summary>
    private double InSteps(double width) => Math.Max(1, Math.Round(width / data.Network.TimeStep)) * data.Network.TimeStep;

    private static string Show(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private FitStatement Compare(string name, string what, string unit, int population, Func<double[], double> statistic)
    {
        var observed = recorded.Fine.Select(trial => statistic(trial.Of(population).ToArray())).Average();
        var predicted = simulated.Fine.Select(trial => statistic(trial.Of(population).ToArray())).Order().ToArray();
        var (low, high) = (predicted[(int)(0.025 * (predicted.Length - 1))], predicted[(int)Math.Ceiling(0.975 * (predicted.Length - 1))]);
        var slack = Allowance * Math.Abs(observed);
        var misfit = observed < low - slack || observed > high + slack;
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {what}: data {observed:0.###} {unit}, fitted model {predicted.Average():0.###} {unit} (95 % of trials {low:0.###} to {high:0.###}): {(misfit ? "NOT reproduced" : "reproduced")}.");
        return new(sentence, misfit);
    }

    private double Deviation(double[] trace, double width) => Activity.StandardDeviation(trace, data.Network.TimeStep, width);

    private double Events(double[] trace)
    {
        var bins = DisjointBins.Average(trace, Math.Max(1, (int)Math.Round(EventBin / data.Network.TimeStep)));
        var mean = Activity.Mean(trace);
        return mean == 0 ? 0 : 100.0 * bins.Count(value => value > EventLevel * mean) / bins.Length;
    }

    /// <summary>If the model is right, (n - nbar) / sqrt(nbar (1 - nbar / N)) has variance one and no memory.</summary>
    private FitStatement OneStep(string name, int population, double[] expected)
    {
        double size = fitted.Populations[population].Size;
        var counts = data.Counts.Of(population);
        double observed = 0, predicted = 0, squares = 0, products = 0, previous = 0, spread = 0;
        var steps = 0;
        for (var k = data.From; k < expected.Length; k++)
        {
            var mean = Math.Clamp(expected[k], 1e-8 * size, (1 - 1e-8) * size);
            var variance = mean * (1 - mean / size);
            var residual = (counts[k] - mean) / Math.Sqrt(variance);
            observed += counts[k];
            predicted += mean;
            squares += residual * residual;
            products += residual * previous;
            // The variance of a squared standardised binomial: 2 for many spikes, far more for few.
            spread += 2 + (1 - 6 * variance / size) / variance;
            previous = residual;
            steps++;
        }

        var dispersion = squares / steps;
        // Where next to nothing scatters, as in silence, there is nothing to remember either.
        var memory = products / Math.Max(squares, steps);
        var chance = ChanceDeviations * Math.Sqrt(spread) / steps;
        var misfit = dispersion > Math.Max(LargestDispersion, 1 + chance) || dispersion < Math.Min(1 / LargestDispersion, 1 - chance)
            || Math.Abs(memory) > Math.Max(LargestMemory, ChanceDeviations / Math.Sqrt(steps));
        var share = observed > 0
            ? string.Create(CultureInfo.InvariantCulture, $"the model predicts {predicted / observed:0.000} of the spikes that came")
            : string.Create(CultureInfo.InvariantCulture, $"no spike came and the model predicts {predicted:0.0}");
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, step by step: {share}; the counts scatter around its predictions with {dispersion:0.00} times the binomial variance and a correlation of {memory:0.00} from one step to the next (1 and 0 if the model is right){(misfit ? ": NOT what the model implies" : "")}.");
        return new(sentence, misfit);
    }
}
