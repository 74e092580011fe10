using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using static System.FormattableString;

namespace Spikelihood.Studies.Identifiability;

/// <summary>
/// The units in which small changes of the inferred parameters count, so that one is a large change of any: a voltage's is delta_u of its population,
/// everything else's is its own
/// size, as logarithms have it.
/// </summary>
internal sealed class LocalUnits
{
    private readonly ParameterLayout _layout;
    private readonly ImmutableArray<int> _inferred;
    private readonly double[] _values;

    public LocalUnits(ParameterLayout layout, ImmutableArray<int> inferred, double[] values)
    {
        (_layout, _inferred, _values) = (layout, inferred, values);
        Natural = [.. inferred.Select(place => IsVoltage(place) || (values[place] == 0 && layout.All[place].Family is "w")
            ? values[layout.NoiseLevel(layout.All[place].Population)]
            : values[place] == 0 ? 1 : Math.Abs(values[place]))];
    }

    /// <summary>The units, natural.</summary>
    public double[] Natural { get; }

    /// <summary>Whether changes of an inferred parameter are changes of its logarithm.</summary>
    public bool IsLogarithmic(int i) => !IsVoltage(_inferred[i]) && _values[_inferred[i]] != 0;

    /// <summary>The name of an inferred parameter.</summary>
    public string Name(int i) => _layout.All[_inferred[i]].Name;

    /// <summary>The value of an inferred parameter.</summary>
    public double Value(int i) => _values[_inferred[i]];

    /// <summary>A standard deviation in words: <c>4 %</c>, <c>a factor of 2.3</c>, <c>1.2 mV</c>.</summary>
    public string Size(int i, double change) => IsLogarithmic(i) ? Relative(change) : InUnit(i, change);

    /// <summary>The size of a change in the parameter's own unit.</summary>
    public string InUnit(int i, double change) =>
        Invariant($"{Math.Abs(change) * Natural[i]:G3}{(_layout.All[_inferred[i]].Unit is "1" ? "" : " " + _layout.All[_inferred[i]].Unit)}");

    /// <summary>A small change in words: <c>c[E] up by 4 %</c>, <c>w[E,I] weaker by 10 %</c>.</summary>
    public string Change(int i, double change)
    {
        var grows = change * (IsLogarithmic(i) ? Math.Sign(Value(i)) : 1) > 0;
        var (up, down) = _layout.All[_inferred[i]].Family is "w" && IsLogarithmic(i) ? ("stronger", "weaker") : ("up", "down");
        return $"{Name(i)} {(grows ? up : down)} by {Size(i, change)}";
    }

    /// <summary>The size of a change of a logarithm in words.</summary>
    public static string Relative(double change) => Math.Abs(change) switch
    {
        < 0.0005 => "less than 0.1 %",
        < 0.0995 => Invariant($"{100 * Math.Abs(change):0.#} %"),
        <= 0.7 => Invariant($"{100 * Math.Abs(change):0} %"),
        < 2.3 => Invariant($"a factor of {Math.Exp(Math.Abs(change)):G2}"),
        _ => "no better than a factor of 10",
    };

    private bool IsVoltage(int place) => _layout.All[place].Family is "u_rest" or "u_th" or "u_r";
}
