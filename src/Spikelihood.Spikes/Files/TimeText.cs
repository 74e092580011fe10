using System.Globalization;

namespace Spikelihood.Spikes.Files;

/// <summary>
/// How the times of steps are written: as decimals ("0.009") when the time step is one, else with every digit that matters.
/// Either way <see cref="TimeColumn"/> finds the same time step again.
/// </summary>
internal sealed class TimeText
{
    private const int MostDecimals = 9;
    private readonly double _start, _step;
    private readonly string? _format;

    public TimeText(double start, double step)
    {
        (_start, _step) = (start, step);
        for (var decimals = 0; decimals <= MostDecimals && _format is null; decimals++)
        {
            if (Math.Abs(start) < 1e9 && step < 1e9 && Math.Round(step, decimals) == step && Math.Round(start, decimals) == start)
            {
                _format = $"F{decimals}";
            }
        }
    }

    /// <summary>When step <paramref name="k"/> begins.</summary>
    public string this[int k] => _format is null
        ? (_start + k * _step).ToString("R", CultureInfo.InvariantCulture)
        : ((decimal)_start + k * (decimal)_step).ToString(_format, CultureInfo.InvariantCulture);
}
