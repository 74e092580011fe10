using System.Collections.Immutable;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.MesoGif.Stationary;

/// <summary>
/// Finds the stationary states of a network under constant input. At least one exists always; networks with strong excitation or mutual inhibition
/// have several. A single population is searched without gaps; with more, many starts are tried, and a state may be missed. Not for several threads at once.
/// </summary>
public sealed class StationaryStates
{
    private const double LowestRate = 1e-6;
    private const int ScanPoints = 600;
    private const int RandomStarts = 150;
    private const int MostCorners = 64;

    /// <summary>Solutions nearer than this in every log activity are one.</summary>
    private const double SameLog = 1e-6;

    private readonly StationaryEquation _equation;

    /// <summary>Of this network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">Constant input of each population, mA.</param>
    public StationaryStates(GifNetwork network, ReadOnlySpan<double> input)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, network.Populations.Length);
        _equation = new(network, input);
    }

    /// <summary>All stationary states that were found, lowest activity (geometric mean over populations) first.</summary>
    public ImmutableArray<StationaryState> Find()
    {
        var found = new List<double[]>();
        foreach (var start in Starts())
        {
            Add(found, StationaryNewton.Solve(_equation, start));
        }

        Add(found, FromPopulationsAlone());
        return [.. found.OrderBy(solution => solution.Sum()).Select(Describe)];
    }

    /// <summary>
    /// The equation that stationary states solve: log of the rate at which each population would fire, less the log of its activity.
    /// </summary>
    /// <param name="logActivity">log of each population's activity in Hz.</param>
    /// <param name="residual">Receives one number for each population; all zero in a stationary state.</param>
    /// <param name="jacobian">Receives the derivatives by the log activities, row by row.</param>
    public void Residual(ReadOnlySpan<double> logActivity, Span<double> residual, Span<double> jacobian) =>
        _equation.Evaluate(logActivity, residual, jacobian);

    /// <summary>The stationary state that is reached from an activity, Hz, or null when the way leads nowhere. Quick, for use inside a fit.</summary>
    public StationaryState? Near(ReadOnlySpan<double> activity)
    {
        var start = new double[_equation.Size];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = Math.Log(Math.Clamp(activity[i], LowestRate, _equation.HighestRate(i)));
        }

        return (StationaryNewton.Solve(_equation, start) ?? FromPopulationsAlone()) is { } solution ? Describe(solution) : null;
    }

    private static void Add(List<double[]> found, double[]? solution)
    {
        if (solution is not null && !found.Any(known => known.Zip(solution, (a, b) => Math.Abs(a - b)).Max() < SameLog))
        {
            found.Add(solution);
        }
    }

    private IEnumerable<double[]> Starts()
    {
        var size = _equation.Size;
        if (size == 1)
        {
            return Crossings();
        }

        double[][] levels = [.. Enumerable.Range(0, size).Select(i => new[] { Math.Log(0.05), Math.Log(10), Math.Log(0.5 * _equation.HighestRate(i)) })];
        var corners = Enumerable.Range(0, (int)Math.Min(MostCorners, Math.Pow(3, size)))
            .Select(corner => levels.Select((level, i) => level[corner / (int)Math.Pow(3, i) % 3]).ToArray());
        var random = Enumerable.Range(0, RandomStarts).Select(index =>
        {
            var rng = new Rng(0, StreamPurpose.Starts, (ulong)index);
            return levels.Select(level => level[0] - 2 + (level[2] - level[0] + 2) * rng.NextDouble()).ToArray();
        });
        return corners.Concat(random);
    }

    /// <summary>For one population: places beside every change of sign of the residual, all along the possible rates.</summary>
    private IEnumerable<double[]> Crossings()
    {
        double from = Math.Log(LowestRate), to = Math.Log(_equation.HighestRate(0));
        double[] place = [from], residual = [0], slope = [0];
        _equation.Evaluate(place, residual, slope);
        if (residual[0] < 0)
        {
            yield return [from];
        }

        for (var i = 1; i <= ScanPoints; i++)
        {
            var before = residual[0];
            place[0] = from + (to - from) * i / ScanPoints;
            _equation.Evaluate(place, residual, slope);
            if (Math.Sign(before) != Math.Sign(residual[0]))
            {
                yield return [Bisected(place[0] - (to - from) / ScanPoints, place[0], before)];
            }
        }
    }

    private double Bisected(double low, double high, double residualLow)
    {
        double[] residual = [0], slope = [0];
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            _equation.Evaluate([middle], residual, slope);
            (low, high) = Math.Sign(residual[0]) == Math.Sign(residualLow) ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Follows the solution while the connections grow from nothing to what they are.</summary>
    private double[]? FromPopulationsAlone()
    {
        var place = Enumerable.Repeat(Math.Log(1.0), _equation.Size).ToArray();
        for (var i = 0; i <= 40; i++)
        {
            _equation.Coupling = i / 40.0;
            place = StationaryNewton.Solve(_equation, place) ?? place;
        }

        return StationaryNewton.Solve(_equation, place);
    }

    private StationaryState Describe(double[] logActivity)
    {
        var size = _equation.Size;
        double[] residual = new double[size], jacobian = new double[size * size];
        _equation.Evaluate(logActivity, residual, jacobian);

        // Growth without oscillation begins where det(1 - gain at zero frequency) changes sign; the Jacobian here is gain - 1.
        var determinant = SmallLinearSystem.Solve(jacobian, new double[size]) * (size % 2 == 0 ? 1 : -1);
        var activity = logActivity.Select(Math.Exp).ToImmutableArray();
        var structures = _equation.Structures;
        return new(activity, determinant < 0, new(0, [.. structures.Select(structure => Snapshot(structure, structures, logActivity))]));
    }

    private PopulationSnapshot Snapshot(PopulationStructure structure, IReadOnlyList<PopulationStructure> structures, double[] logActivity)
    {
        var (i, bins) = (structure.Index, structure.AgeBins);
        var rate = _equation.Rates[i];
        var activity = Math.Exp(logActivity[i]);
        var spikes = activity * structure.Size * structure.TimeStep;
        var gap = _equation.ResetPotential(i) - _equation.Potential(i, logActivity);
        var fire = rate.FreeFire;
        var free = spikes * rate.Survivors[bins + 1] / fire;
        var ages = Enumerable.Range(0, bins).Select(place => bins - place).ToArray();
        return new()
        {
            Potential = _equation.Depolarisation(i, logActivity),
            Filtered = [.. logActivity.Select(Math.Exp)],
            Adaptation = [.. Enumerable.Repeat(activity, structure.Components)],
            FreeRate = rate.FreeRate,
            Free = free,
            FreeVariance = (free + spikes * rate.Variance[bins + 1] / fire) / (2 - fire),
            Spikes = [.. Enumerable.Repeat(spikes, MesoGifState.PastSteps([.. structures], i))],
            Reset = [.. ages.Select(age => age - 1 >= structure.ResetAge ? gap * rate.Decay(age - 1) : 0)],
            Survivors = [.. ages.Select(age => spikes * rate.Survivors[age])],
            Variance = [.. ages.Select(age => spikes * rate.Variance[age])],
            Rate = [.. ages.Select(age => age > 1 ? rate.Rate[age - 1] : 0)],
        };
    }
}
