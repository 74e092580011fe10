namespace Spikelihood.Studies.Fitting.Adam;

/// <summary>How far all starts of a stochastic fit are together; reports come one at a time.</summary>
internal sealed class AdamProgress(int starts, int mostSteps, Action<double, string>? progress)
{
    private const int Every = 100;
    private readonly Lock _gate = new();
    private long _steps;
    private long _spared;
    private int _finished;
    private double _best = double.NegativeInfinity;

    /// <summary>A start took a step.</summary>
    public void Step()
    {
        if (Interlocked.Increment(ref _steps) % Every == 0)
        {
            Report();
        }
    }

    /// <summary>A start ended after so many steps.</summary>
    public void Finish(int steps, double value)
    {
        Interlocked.Add(ref _spared, mostSteps - steps);
        lock (_gate)
        {
            _finished++;
            _best = Math.Max(_best, value);
        }

        Report();
    }

    private void Report()
    {
        lock (_gate)
        {
            var done = Interlocked.Read(ref _steps) + Interlocked.Read(ref _spared);
            progress?.Invoke((double)done / ((long)starts * mostSteps), $"adam: {_finished} of {starts} starts, best {_best:0.00}");
        }
    }
}
