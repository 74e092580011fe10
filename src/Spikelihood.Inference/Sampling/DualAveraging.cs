namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Nesterov's dual averaging of log step sizes (Hoffman and Gelman 2014, section 3.2): drives the mean acceptance probability to a target.
/// A value: <see cref="Update"/> makes another.
/// </summary>
public readonly record struct DualAveraging
{
    private const double Shrinkage = 0.2, Delay = 10, Decay = 0.75;
    private readonly double _centre, _errorSum, _logStep, _logAverage;
    private readonly int _count;

    private DualAveraging(double target, double centre, double errorSum, double logStep, double logAverage, int count)
    {
        Target = target;
        _centre = centre;
        _errorSum = errorSum;
        _logStep = logStep;
        _logAverage = logAverage;
        _count = count;
    }

    /// <summary>The acceptance probability aimed at.</summary>
    public double Target { get; }

    /// <summary>The step size to try next.</summary>
    public double StepSize => Math.Exp(_logStep);

    /// <summary>The weighted average of what was tried, to be used once adaptation ends.</summary>
    public double AveragedStepSize => Math.Exp(_logAverage);

    /// <summary>Begins at a step size.</summary>
    /// <param name="stepSize">The first to try.</param>
    /// <param name="target">The acceptance probability aimed at, between 0 and 1.</param>
    public static DualAveraging Start(double stepSize, double target)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSize);
        var logStep = Math.Log(stepSize);
        return new(target, logStep, 0, logStep, logStep, 0);
    }

    /// <summary>Takes in the acceptance probability that <see cref="StepSize"/> had.</summary>
    public DualAveraging Update(double acceptance)
    {
        var count = _count + 1;
        var share = 1 / (count + Delay);
        var errorSum = (1 - share) * _errorSum + share * (Target - acceptance);
        var logStep = _centre - Math.Sqrt(count) / Shrinkage * errorSum;
        var weight = Math.Pow(count, -Decay);
        return new(Target, _centre, errorSum, logStep, weight * logStep + (1 - weight) * _logAverage, count);
    }
}
