using System.Collections.Immutable;

namespace Spikelihood.Inference.Starts;

/// <summary>
/// Keeps a bounded number of evenly spaced points of a way of unknown length: when it is full every second point is dropped and from
/// then on only every second, fourth, ... is taken. The first and the last are always kept.
/// </summary>
/// <param name="capacity">The most points to keep, besides the last.</param>
public sealed class ThinnedPath(int capacity)
{
    private readonly List<PathPoint> _points = [];
    private int _stride = 1;
    private int _seen;
    private PathPoint? _last;

    /// <summary>Adds the next point; whether it stays is decided later.</summary>
    public void Add(PathPoint point)
    {
        _last = point;
        if (_seen++ % _stride != 0)
        {
            return;
        }

        if (_points.Count >= capacity)
        {
            var kept = _points.Where((_, index) => index % 2 == 0).ToArray();
            _points.Clear();
            _points.AddRange(kept);
            _stride *= 2;
            if ((_seen - 1) % _stride != 0)
            {
                return;
            }
        }

        _points.Add(point);
    }

    /// <summary>What is kept.</summary>
    public ImmutableArray<PathPoint> ToImmutable() =>
        _last is null || (_points.Count > 0 && ReferenceEquals(_points[^1], _last)) ? [.. _points] : [.. _points, _last];
}
