using System.Text.Json;
using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>A posterior of Reference/samplers: its density and what is known of it.</summary>
public abstract class ReferencePosterior : ILogDensity
{
    private readonly JsonElement _root;

    protected ReferencePosterior(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Reference", "samplers", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        _root = document.RootElement.Clone();
        Parameters = [.. _root.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetString()!)];
    }

    public static IReadOnlyList<string> Names { get; } =
        ["eight_schools_noncentered", "arK", "garch11", "kidscore_interaction", "sblrc-blr", "arma11"];

    /// <summary>Names of the constrained quantities that are reported.</summary>
    public string[] Parameters { get; }

    public abstract int Dimension { get; }

    protected JsonElement Data => _root.GetProperty("data");

    public static ReferencePosterior Named(string name) => name switch
    {
        "eight_schools_noncentered" => new EightSchoolsNoncentred(),
        "eight_schools_centered" => new EightSchoolsCentred(),
        "arK" => NormalRegression.Autoregression(),
        "garch11" => new Garch(),
        "kidscore_interaction" => NormalRegression.KidScores(),
        "sblrc-blr" => NormalRegression.SmallCoefficients(),
        "arma11" => new Arma(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such posterior."),
    };

    public abstract double Evaluate(ReadOnlySpan<double> position, Span<double> gradient);

    /// <summary>The reported quantities, in the order of <see cref="Parameters"/>.</summary>
    public abstract double[] Natural(ReadOnlySpan<double> position);

    public (double Mean, double Sd) Exact(string parameter)
    {
        var entry = _root.GetProperty("posterior").GetProperty(parameter);
        return (entry.GetProperty("exact_mean").GetDouble(), entry.GetProperty("exact_sd").GetDouble());
    }

    /// <summary>Positions with the log density and gradient known there.</summary>
    public IEnumerable<(double[] Position, double Value, double[] Gradient)> KnownPoints() =>
        _root.GetProperty("logp_grad_points").EnumerateArray()
            .Select(point => (Numbers(point.GetProperty("u")), point.GetProperty("logp").GetDouble(), Numbers(point.GetProperty("grad"))));

    protected static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>log N(x | mean, sd) and its derivative with respect to x.</summary>
    protected static (double Value, double Slope) Normal(double x, double mean, double sd)
    {
        var z = (x - mean) / sd;
        return (-0.5 * z * z - Math.Log(sd) - 0.5 * Math.Log(2 * Math.PI), -z / sd);
    }

    /// <summary>The log density of u = log x for half-Cauchy x, Jacobian included, and its derivative with respect to u.</summary>
    protected static (double Value, double Slope) LogOfHalfCauchy(double u, double scale)
    {
        var ratio = Math.Exp(u) / scale;
        var square = ratio * ratio;
        return (Math.Log(2 / (Math.PI * scale)) - Math.Log(1 + square) + u, 1 - 2 * square / (1 + square));
    }
}
