using System.Numerics.Tensors;
using Spikelihood.Models.MesoGif.Merging;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// One population's part of the likelihood. Its cohorts are cut into chunks of neighbouring births that any thread may sweep: forward for the
/// sums W, X, Y, Z, and back for the adjoint of every exponent. A chunk is at least as long as the window, so that only neighbouring chunks
/// reach the same steps; even and odd chunks add into rows of their own and no result depends on the number of threads.
/// Working memory is a few rows of the data's length, whatever the number of age bins.
/// </summary>
internal sealed class PopulationSweep
{
    private const int SmallestChunk = 512;
    private readonly PopulationStructure _structure;
    private readonly double[] _counts;
    private readonly MeanPotential _potential;
    private readonly FreeThreshold _threshold;
    private readonly FreePool _pool;
    private readonly BinomialScore _score;
    private readonly AgeKernels _kernels = new();
    private readonly double[] _logFree;
    private readonly double[] _reset;
    private readonly double[] _resetAdjoint;
    private readonly double[] _potentialAdjoint;
    private readonly double[] _thresholdAdjoint;
    private readonly double[] _leaving;
    private readonly double[] _row;
    private readonly double[][] _sums;
    private readonly double[][] _exponentAdjoint;
    private readonly MergedSweep? _merged;
    private ChunkResult[] _results = [];
    private double[] _older = [];
    private PopulationValues _values;

    /// <summary>Sets up one population, with its old cohorts merged as <paramref name="layout"/> says, or not at all.</summary>
    public PopulationSweep(PopulationStructure structure, double[][] counts, double[] input, int from, ProbabilityBounds bounds, GroupLayout? layout)
    {
        _structure = structure;
        _counts = counts[structure.Index];
        var steps = input.Length;
        _potential = new(structure, counts, input);
        _threshold = new(structure, _counts);
        _pool = new(structure.Size, steps);
        _score = new(_counts, structure.Size, from, bounds);
        _logFree = new double[steps];
        _reset = new double[steps];
        _resetAdjoint = new double[steps];
        _potentialAdjoint = new double[steps];
        _thresholdAdjoint = new double[steps];
        _leaving = new double[2 * steps];
        _row = new double[steps];
        _sums = [new double[4 * steps], new double[4 * steps]];
        _exponentAdjoint = [new double[steps], new double[steps]];
        _merged = layout is null ? null : new(structure, layout, _kernels, _counts, _reset, _logFree);
    }

    /// <summary>Roughly what a chunk costs, in cohort steps.</summary>
    public long ChunkCost => (long)ChunkLength * (_merged is null ? _kernels.Bins : _merged.CohortSteps);

    /// <summary>The number of chunks of the present evaluation.</summary>
    public int Chunks { get; private set; }

    /// <summary>nbar by step.</summary>
    public ReadOnlySpan<double> Expected => _pool.Expected;

    private int Steps => _counts.Length;

    private int BirthsTogether => _merged?.Births ?? CohortBlock.Width;

    private int ChunkLength => (Math.Max(SmallestChunk, _kernels.Bins) + BirthsTogether - 1) / BirthsTogether * BirthsTogether;

    /// <summary>A row by step from a chunk's first birth to where its last one has left the window.</summary>
    private int ChunkSpan => ChunkLength + _kernels.Bins + 2 * CohortBlock.Width;

    /// <summary>Computes everything that does not belong to a cohort.</summary>
    public void Prepare(in PopulationValues values)
    {
        _values = values;
        _potential.Forward(values);
        _threshold.Forward(values);
        var h = _potential.Values;
        var largest = 0.0;
        var logEscape = Math.Log(values.EscapeRate);
        var perNoise = 1 / values.NoiseLevel;
        for (var k = 0; k < h.Length; k++)
        {
            _logFree[k] = logEscape + (h[k] - _threshold.Values[k]) * perNoise;
            var reset = (h[k] - values.ResetPotential) * perNoise;
            largest = Math.Max(largest, Math.Abs(reset));
            if (k >= _structure.ResetAge)
            {
                _reset[k - _structure.ResetAge] = reset;
            }
        }

        _reset.AsSpan(Math.Max(Steps - _structure.ResetAge, 0)).Clear();
        if (_merged is null)
        {
            _kernels.Fill(_structure, values, largest);
        }
        else
        {
            _kernels.Fill(_structure, values, _merged.Bins);
            _merged.Fill(values);
        }

        Chunks = (Steps + ChunkLength - 1) / ChunkLength;
        if (_results.Length < Chunks)
        {
            _results = new ChunkResult[Chunks];
        }

        if (_older.Length < Chunks * ChunkSpan)
        {
            _older = new double[Chunks * ChunkSpan];
        }

        foreach (var row in _sums)
        {
            row.AsSpan().Clear();
        }

        _leaving.AsSpan().Clear();
    }

    /// <summary>Follows the cohorts of one chunk and collects their sums.</summary>
    public void SumChunk(int chunk, CohortScratch scratch)
    {
        var origin = chunk * ChunkLength;
        var end = Math.Min(origin + ChunkLength, Steps);
        var older = Older(chunk);
        if (Adapts)
        {
            older.Clear();
            EarlierSpikes.Add(_counts, _kernels, 0, origin, _kernels.Bins, older);
        }

        var sums = _sums[chunk & 1];
        if (_merged is not null)
        {
            _merged.Sum(origin, end, older, sums, _leaving, scratch);
            return;
        }

        for (var first = origin; first < end; first += CohortBlock.Width)
        {
            if (HasSpikes(first))
            {
                scratch.Block.HalfStep = _structure.TimeStep / 2;
                scratch.Block.Begin(first, Steps, _kernels.Bins, _counts, _reset);
                if (Adapts)
                {
                    scratch.Block.Forward<AdaptingSum>(_kernels, _logFree, sums, older, origin, _leaving);
                }
                else
                {
                    scratch.Block.Forward<PlainSum>(_kernels, _logFree, sums, older, origin, _leaving);
                }
            }
        }
    }

    /// <summary>The log-likelihood of this population, once all chunks are summed.</summary>
    public double Score()
    {
        TensorPrimitives.Add(_sums[0], _sums[1], _sums[0]);
        _pool.Forward(_logFree, _structure.TimeStep, _sums[0], _leaving, _kernels.Bins);
        return _score.Value(_pool.Expected);
    }

    /// <summary>Turns the sums into their adjoints, after <see cref="Score"/>.</summary>
    public void PrepareBackward()
    {
        _score.Adjoint(_pool.Expected, _row);

        // The forward pass's leavings are not needed any more, but those of births whose window outlasts the data must have no adjoint.
        _leaving.AsSpan().Clear();
        _pool.Backward(_row, _structure.TimeStep, _sums[0], _leaving, _row, _kernels.Bins);
        foreach (var row in _exponentAdjoint)
        {
            row.AsSpan().Clear();
        }

        _resetAdjoint.AsSpan().Clear();
    }

    /// <summary>Sweeps one chunk back.</summary>
    public void BackChunk(int chunk, CohortScratch scratch)
    {
        var origin = chunk * ChunkLength;
        var end = Math.Min(origin + ChunkLength, Steps);
        var older = Older(chunk);
        var younger = scratch.Younger(ChunkSpan);
        var ages = scratch.Ages(_kernels.Decay.Length);
        if (_merged is not null)
        {
            _results[chunk] = _merged.Back(origin, end, older, younger, _sums[0], _leaving, _exponentAdjoint[chunk & 1], _resetAdjoint, scratch);
            return;
        }

        double resetTotal = 0, tauTotal = 0;
        var last = origin + (end - origin - 1) / CohortBlock.Width * CohortBlock.Width;
        var block = scratch.Block;
        block.HalfStep = _structure.TimeStep / 2;
        var total = _exponentAdjoint[chunk & 1];
        for (var first = last; first >= origin; first -= CohortBlock.Width)
        {
            if (!HasSpikes(first))
            {
                continue;
            }

            block.Begin(first, Steps, _kernels.Bins, _counts, _reset);
            if (Adapts)
            {
                // The block wants to know what was there before it: going back in time, its spikes are taken out again.
                for (var birth = first; birth < Math.Min(first + CohortBlock.Width, Steps); birth++)
                {
                    AddSpikes(older, origin, birth, -1);
                }

                block.Forward<AdaptingRecord>(_kernels, _logFree, [], older, origin, []);
                block.Backward<AdaptingRecord>(_kernels, _sums[0], _leaving, total, younger, origin, ages);
            }
            else
            {
                block.Forward<PlainRecord>(_kernels, _logFree, [], older, origin, []);
                block.Backward<PlainRecord>(_kernels, _sums[0], _leaving, total, younger, origin, ages);
            }

            for (var lane = 0; lane < CohortBlock.Width && first + lane < Steps; lane++)
            {
                var birth = first + lane;
                _resetAdjoint[birth] = block.ResetAdjoint[lane];
                resetTotal += block.ResetAdjoint[lane] * _reset[birth];
                tauTotal += (block.ResetAdjointByStep[lane] - (lane + _structure.ResetAge) * block.ResetAdjoint[lane]) * _reset[birth];
            }
        }

        var result = new ChunkResult(resetTotal, tauTotal, new AdaptationAdjoint(_structure.Components));
        if (Adapts)
        {
            result.Adaptation.Collect(_structure, _values, _kernels, ages);
        }

        _results[chunk] = result;
    }

    /// <summary>
    /// Adds what this chunk's spikes did to the cohorts born in the next one, once every chunk is swept back. Chunks beyond the next are out of
    /// reach of the window.
    /// </summary>
    public void RecallAcrossChunks(int chunk, CohortScratch scratch)
    {
        var origin = chunk * ChunkLength;
        var next = origin + ChunkLength;
        if (!Adapts || next >= Steps)
        {
            return;
        }

        var own = scratch.OwnByAge(_kernels.Bins + 1);
        var recalled = scratch.RecalledByAge(_kernels.Bins + 1);
        var total = _exponentAdjoint[(chunk + 1) & 1];
        for (var birth = Math.Max(origin, next - _kernels.Bins); birth < next; birth++)
        {
            var stop = Math.Min(birth + _kernels.Bins, Steps);
            if (_counts[birth] > 0 && stop > next)
            {
                var reached = recalled[(next - birth)..(stop - birth)];
                TensorPrimitives.MultiplyAdd(total.AsSpan(next, stop - next), _counts[birth], reached, reached);
            }
        }

        _results[chunk].Adaptation.Collect(_structure, _values, _kernels.ThresholdByAge, own, recalled);
    }

    /// <summary>The gradient, once all chunks are done.</summary>
    public void AddGradient(Span<double> flat, Networks.ParameterLayout layout)
    {
        var gradient = new PopulationGradient(_structure.SourceSizes.Length, _structure.Components);
        var noise = _values.NoiseLevel;
        double decay = 0, level = 0;
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            var result = _results[chunk];
            gradient.NoiseLevel -= result.Reset / noise;
            decay += result.Decay;
            result.Adaptation.AddTo(gradient);
        }

        gradient.MembraneTimeConstant += decay * _structure.TimeStep / (_values.MembraneTimeConstant * _values.MembraneTimeConstant);
        var (potential, threshold) = (_potentialAdjoint, _thresholdAdjoint);
        potential.AsSpan().Clear();
        for (var k = 0; k < Steps; k++)
        {
            var exponent = _row[k] + _exponentAdjoint[0][k] + _exponentAdjoint[1][k];
            level += exponent;
            gradient.NoiseLevel -= exponent * (_potential.Values[k] - _threshold.Values[k]) / (noise * noise);
            potential[k] += exponent / noise;
            threshold[k] = -exponent / noise;
            gradient.ResetPotential -= _resetAdjoint[k] / noise;
            if (k + _structure.ResetAge < Steps)
            {
                potential[k + _structure.ResetAge] += _resetAdjoint[k] / noise;
            }
        }

        // At c = 0 nobody ever fires and the clipped likelihood does not depend on c.
        gradient.EscapeRate += _values.EscapeRate > 0 ? level / _values.EscapeRate : 0;
        _threshold.Backward(_values, threshold, gradient);
        _potential.Backward(_values, potential, gradient);
        gradient.AddTo(flat, layout, _structure.Index);
    }

    /// <summary>
    /// The adaptation that older births cause in a chunk, by step from its origin: the sweep forward advances it over the chunk's own births, and the way back
    /// begins with what it left.
    /// </summary>
    private Span<double> Older(int chunk) => _older.AsSpan(chunk * ChunkSpan, ChunkSpan);

    private bool Adapts => _structure.Components > 0;

    private bool HasSpikes(int first) => _counts.AsSpan(first, Math.Min(CohortBlock.Width, Steps - first)).IndexOfAnyExcept(0.0) >= 0;

    private void AddSpikes(Span<double> older, int origin, int birth, double sign)
    {
        var from = Math.Max(origin, birth + 1);
        var length = birth + _kernels.Bins - from;
        if (_counts[birth] > 0 && length > 0)
        {
            var target = older.Slice(from - origin, length);
            TensorPrimitives.MultiplyAdd(_kernels.RecallByAge.AsSpan(from - birth, length), sign * _counts[birth], target, target);
        }
    }
}
