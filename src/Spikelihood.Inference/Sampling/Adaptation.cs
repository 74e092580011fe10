using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>One chain's warm-up: learns step size and metric from the transitions it is shown.</summary>
internal sealed class Adaptation
{
    /// <summary>While the metric is still a guess, long trajectories cost more than they teach, and a new metric may have other units.</summary>
    private const int EarlyDepth = 7, EarlyTransitions = 50;

    private readonly ILogDensity _density;
    private readonly SamplingOptions _options;
    private readonly WarmupSchedule _schedule;
    private readonly List<ChainState> _states = [];
    private DualAveraging _stepSize;
    private int _updates;

    public Adaptation(ILogDensity density, SamplingOptions options, in ChainState state, IMetric? initial, ref Rng rng)
    {
        _density = density;
        _options = options;
        _schedule = new WarmupSchedule(options.Warmup);
        Metric = initial ?? FromOneGradient(state);
        SearchStepSize(state, ref rng);
    }

    public IMetric Metric { get; private set; }

    /// <summary>Gradients spent on finding step sizes, beside those of the transitions.</summary>
    public int SearchGradients { get; private set; }

    private bool IsEarly => _states.Count < EarlyTransitions;

    /// <summary>The transition to make next while warming up.</summary>
    public ITransition Current => Transition(
        _stepSize.StepSize, IsEarly ? Math.Min(EarlyDepth, _options.MaximumDepth) : _options.MaximumDepth);

    /// <summary>The transition of all draws.</summary>
    public ITransition Final => Transition(_stepSize.AveragedStepSize, _options.MaximumDepth);

    public void Learn(in ChainState state, in TransitionInfo info, ref Rng rng)
    {
        _stepSize = _stepSize.Update(info.Acceptance);
        _states.Add(state);
        if (_updates < _schedule.Updates.Length && _states.Count == _schedule.Updates[_updates])
        {
            _updates++;
            Metric = FisherMetric.Estimate(_options.Metric, _states[WarmupSchedule.WindowStart(_states.Count)..], Metric);
            if (IsEarly)
            {
                SearchStepSize(state, ref rng);
            }
            else
            {
                _stepSize = DualAveraging.Start(_stepSize.AveragedStepSize, _options.TargetAcceptance);
            }
        }
    }

    private void SearchStepSize(in ChainState state, ref Rng rng)
    {
        var (stepSize, gradients) = FirstStepSize.Search(_density, Metric, state, ref rng);
        SearchGradients += gradients;
        _stepSize = DualAveraging.Start(stepSize, _options.TargetAcceptance);
    }

    /// <summary>1/g² has the unit of a variance, whatever the unit of the coordinate; the step size finds the rest.</summary>
    private static DiagonalMetric FromOneGradient(in ChainState state) => new([.. state.Gradient.Select(FromSlope)]);

    /// <summary>Where there is no slope, nothing is known of the unit.</summary>
    private static double FromSlope(double gradient)
    {
        var variance = 1 / (gradient * gradient);
        return variance > 0 && double.IsFinite(variance) ? variance : 1;
    }

    private ITransition Transition(double stepSize, int maximumDepth) => _options.Transition(_density, Metric, stepSize, maximumDepth);
}
