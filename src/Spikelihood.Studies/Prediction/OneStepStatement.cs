using Spikelihood.Spikes.Comparison;
using static System.FormattableString;

namespace Spikelihood.Studies.Prediction;

/// <summary>Says in words whether the counts follow the fitted model's one-step predictions, and by how much they do not.</summary>
internal static class OneStepStatement
{
    /// <summary>The sentence of one population.</summary>
    public static FitStatement Of(string name, OneStepTest test)
    {
        var share = test.Observed > 0
            ? Invariant($"the model predicts {test.Ratio:0.000} ± {test.RatioError:0.000} of the spikes that came")
            : Invariant($"no spike came and the model predicts {test.Predicted:0.0}");
        var scatter = Invariant(
            $"the counts scatter around its predictions with {test.Dispersion:0.00} times the binomial variance and a correlation of {test.Memory:0.00} from one step to the next (1 and 0 if the model is right)");
        var tests = Invariant(
            $"their residuals lie up to {test.Uniformity.Statistic:0.000} from uniform ({P(test.Uniformity.PValue)} in {test.Steps} steps) and correlate by up to {Largest(test):0.00} over {test.Autocorrelation.Length} steps ({P(test.Independence.PValue)})");
        var verdict = test.IsMisfit ? $": misfit, as {string.Join(" and ", Failures(test))}, which is NOT what the model implies" : "";
        return new($"{name}, step by step: {share}; {scatter}; {tests}{verdict}.", test.IsMisfit);
    }

    private static double Largest(OneStepTest test) => Math.Abs(test.Autocorrelation[test.LargestLag - 1]);

    private static string P(double value) => value < 0.001 ? "p < 0.001" : Invariant($"p = {value:0.000}");

    private static IEnumerable<string> Failures(OneStepTest test)
    {
        if (test.IsRateWrong)
        {
            yield return test.Observed > 0
                ? Invariant($"it predicts {100 * Math.Abs(test.Ratio - 1):0} % too {(test.Ratio < 1 ? "few" : "many")} spikes")
                : "it predicts spikes where there were none";
        }

        if (test.IsShapeWrong)
        {
            yield return Invariant($"its probabilities of a step's count are off by up to {100 * test.Uniformity.Statistic:0} %");
        }

        if (test.IsDispersionWrong)
        {
            yield return Invariant($"the counts scatter {Math.Sqrt(test.Dispersion):0.00} times as widely as it says");
        }

        if (test.IsMemoryWrong)
        {
            yield return "what it fails to predict in one step carries over to later ones";
        }
    }
}
