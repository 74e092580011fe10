using System.Collections.Immutable;
using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Starts;

/// <summary>One start on its way through the stages. Only the thread that works on the start touches it.</summary>
/// <param name="index">Its number.</param>
/// <param name="start">Where it begins.</param>
/// <param name="pathPoints">At most about so many points of its path are kept.</param>
/// <param name="hopeless">The start in whose stead it was drawn; null for a first draw.</param>
internal sealed class StartRun(int index, ImmutableArray<double> start, int pathPoints, StartRun? hopeless = null)
{
    private readonly int _spentBefore = (int)(hopeless?.Evaluations ?? 0);

    private readonly ThinnedPath _path = new(pathPoints);
    private readonly List<int> _evaluations = [];
    private OptimisationResult? _result;
    private Stage? _lastStage;
    private int _stage = -1;
    private int _finalEvaluations;

    public double Value => _result is { End: not OptimisationEnd.NotFinite } result && double.IsFinite(result.Value) ? result.Value : double.NegativeInfinity;

    public int Index => index;

    /// <summary>How many starts of this number were drawn, this one included.</summary>
    public int Draws { get; } = 1 + (hopeless?.Draws ?? 0);

    /// <summary>Whether nothing more is expected of it.</summary>
    public bool IsHopeless => Settled is OptimisationEnd.Abandoned or OptimisationEnd.NotFinite;

    public long Evaluations => _evaluations.Sum();

    /// <summary>The start that goes on in its stead, having met it after the first stage; null for one that goes its own way.</summary>
    public StartRun? Leader { get; private set; }

    /// <summary>Whether it goes on by itself.</summary>
    public bool IsActive => Settled is null && Leader is null;

    /// <summary>Set when no further stage is to be run.</summary>
    public OptimisationEnd? Settled { get; private set; }

    public void Run(Stage stage, int number, Stage final, CancellationToken cancellation)
    {
        if (_result?.End == OptimisationEnd.Converged && ReferenceEquals(stage.Density, _lastStage?.Density) && ReferenceEquals(stage, final))
        {
            // It already stands at a stationary point of this density.
            (_stage, Settled) = (number, OptimisationEnd.Converged);
            return;
        }

        var goesOn = _result is not null && ReferenceEquals(stage.Density, _lastStage?.Density) && ReferenceEquals(stage.Maximiser, _lastStage?.Maximiser);
        var before = goesOn ? _result!.State.Evaluations : 0;
        var elsewhere = Math.Max(_evaluations.Sum(), _spentBefore) - before;
        _result = goesOn
            ? stage.Maximiser.Proceed(stage.Density, _result!, stage.Rule, Note, cancellation)
            : stage.Maximiser.Maximise(stage.Density, (_result?.Position ?? start).AsSpan(), stage.Rule, Note, cancellation);
        var spent = _result.State.Evaluations - before;
        _evaluations.Add(spent + (_evaluations.Count == 0 ? _spentBefore : 0));
        _finalEvaluations += ReferenceEquals(stage.Density, final.Density) ? spent : 0;
        (_lastStage, _stage) = (stage, number);
        if (_result.End is OptimisationEnd.NotFinite or OptimisationEnd.Cancelled or OptimisationEnd.Abandoned || ReferenceEquals(stage, final))
        {
            Settled = _result.End;
        }

        void Note(IterationInfo info) => _path.Add(new PathPoint(number, elsewhere + info.Evaluations, info.Value, info.Position));
    }

    /// <summary>Whether its last stage ended at a stationary point.</summary>
    public bool HasConverged => _result?.End == OptimisationEnd.Converged;

    /// <summary>Leaves the rest of the way to a start that stands at the same place.</summary>
    public void Follow(StartRun leader) => Leader = leader;

    public void Drop() => Settled = OptimisationEnd.Abandoned;

    /// <summary>Cancelled between two stages; what has been found by then counts.</summary>
    public void Cancel(Stage final) => Settled ??= IsFinished(final) ? OptimisationEnd.Converged : OptimisationEnd.Cancelled;

    /// <summary>Whether the start already stands at a stationary point of the final density; then it is a finding, not a hopeless case.</summary>
    public bool IsFinished(Stage final) => _result?.End == OptimisationEnd.Converged && ReferenceEquals(_lastStage?.Density, final.Density);

    public StartResult ToResult(Stage final) => Leader is null ? Own(final) : Together(Leader.ToResult(final));

    private StartResult Own(Stage final) => new()
    {
        Index = index,
        Draws = Draws,
        End = Settled ?? _result?.End ?? OptimisationEnd.Cancelled,
        Stage = Math.Max(_stage, 0),
        Last = _result?.Info ?? new IterationInfo(0, 0, double.NaN, double.NaN, double.NaN, double.PositiveInfinity, 0, start),
        OnFinalDensity = ReferenceEquals(_lastStage?.Density, final.Density),
        EvaluationsByStage = [.. _evaluations],
        FinalEvaluations = _finalEvaluations,
        Path = _path.ToImmutable(),
    };

    private StartResult Together(StartResult leader)
    {
        // The way of both goes on where this one's own ended.
        var shift = _evaluations[0] - leader.EvaluationsByStage[0];
        return leader with
        {
            Index = index,
            Draws = Draws,
            MetStart = leader.Index,
            EvaluationsByStage = [.. _evaluations],
            FinalEvaluations = 0,
            Path = [.. _path.ToImmutable(), .. leader.Path.Where(point => point.Stage > 0).Select(point => point with { Evaluation = point.Evaluation + shift })],
        };
    }
}
