using System.Globalization;

namespace Spikelihood.Spikes.Files;

/// <summary>
/// The time column of a file with one row per step. Times are read as text so that their rounding is known: 0.333 with three decimals
/// means anything within half a thousandth.
/// </summary>
internal sealed class TimeColumn
{
    /// <summary>How far an interval may be off the usual one, as a part of it, before it counts as irregular.</summary>
    private const double Jitter = 0.01;

    /// <summary>The most that rounding may explain, as a part of a step; with coarser times a missing row could pass for rounding.</summary>
    private const double MostRounding = 0.05;

    /// <summary>Beyond so many decimals a time is not rounded but written in full.</summary>
    private const int RoundedDecimals = 12;
    private const double ShortestStep = 1e-9, LongestStep = 1e9;
    private readonly List<double> _times = [];
    private readonly List<int> _lines = [];
    private int _decimals;

    public int Count => _times.Count;

    /// <summary>When the first step begins, s.</summary>
    public double Start => _times[0];

    /// <summary>Adds the current row's time.</summary>
    public void Add(CsvRows rows, int field)
    {
        var time = rows.Number(field, "a time in s");
        if (_times.Count > 0 && time <= _times[^1])
        {
            throw rows.Wrong($"time_s is {Text(time)} after {Text(_times[^1])}; times must increase from row to row"
                + (time == _times[^1] ? ", and two rows that look equal need more decimals." : "."));
        }

        _times.Add(time);
        _lines.Add(rows.Line);
        _decimals = Math.Max(_decimals, Decimals(rows.Field(field)));
    }

    /// <summary>The length of a step, s: the simplest number that explains every row to within its rounding.</summary>
    public double Step(string path)
    {
        if (_times.Count < 2)
        {
            throw new InputException(path, null, "has a single row; the time step cannot be told from fewer than two.");
        }

        var slope = (_times[^1] - _times[0]) / (_times.Count - 1);
        if (slope is not (>= ShortestStep and <= LongestStep))
        {
            throw new InputException(path, null, $"time_s goes from {Text(_times[0])} to {Text(_times[^1])} in {_times.Count} rows; are these times in s?");
        }

        // A file written here: bit for bit the multiples of its first time.
        if (Start == 0 && Explains(_times[1], 0, 0))
        {
            return _times[1];
        }

        var rounding = 0.5 * Math.Pow(10, -_decimals);
        return Candidates(slope).Where(step => Explains(step, rounding, 1e-10)).Select(step => (double?)step).FirstOrDefault()
            ?? Significant(slope).Where(step => Explains(step, rounding, 1.2e-7)).Select(step => (double?)step).FirstOrDefault()
            ?? Regular(path, slope, rounding);
    }

    /// <summary>As written, then one over a round number of steps a second, then ever more digits.</summary>
    private IEnumerable<double> Candidates(double slope) =>
        Enumerable.Repeat(Math.Round(slope, Math.Min(_decimals, RoundedDecimals)), _decimals <= RoundedDecimals && slope >= Math.Pow(10, -_decimals) ? 1 : 0)
            .Concat(Significant(1 / slope).Take(8).Select(frequency => 1 / frequency))
            .Concat(Significant(slope));

    private static IEnumerable<double> Significant(double value) =>
        Enumerable.Range(0, 17).Select(digits => double.Parse(value.ToString($"E{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Whether every time is Start + k step, up to its rounding and a relative error of arithmetic.</summary>
    private bool Explains(double step, double rounding, double relative)
    {
        var absolute = Math.Min(rounding, MostRounding * step);
        for (var k = 0; k < _times.Count; k++)
        {
            // Late in a long recording the relative error may reach a step, and would hide a missing row.
            var allowed = Math.Min(absolute + relative * (Math.Abs(_times[k]) + step), 0.25 * step);
            if (!(Math.Abs(Start + k * step - _times[k]) <= allowed))
            {
                return false;
            }
        }

        return true;
    }

    private double Regular(string path, double slope, double rounding)
    {
        var typical = _times.Zip(_times.Skip(1), (a, b) => b - a).Order().ElementAt((_times.Count - 1) / 2);
        for (var k = 1; k < _times.Count; k++)
        {
            // Rounding may not hide a missing row, however coarse it is.
            var allowed = Math.Min(Jitter * typical + 2 * rounding, 0.45 * typical);
            if (Math.Abs(_times[k] - _times[k - 1] - typical) > allowed)
            {
                throw new InputException(path, $"line {_lines[k]}",
                    $"time_s goes from {Text(_times[k - 1])} to {Text(_times[k])}, but most steps are {typical:G6} s long; "
                    + "every step needs a row, silent ones too, and times enough decimals.");
            }
        }

        return slope;
    }

    private static int Decimals(ReadOnlySpan<char> text)
    {
        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = exponentAt < 0 ? 0 : Exponent(text[(exponentAt + 1)..]);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.');
        return Math.Max(0, (point < 0 ? 0 : mantissa.Length - point - 1) - exponent);
    }

    private static int Exponent(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) ? Math.Clamp(exponent, -400, 400) : 0;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
