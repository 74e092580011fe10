using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.MesoGif.Stationary;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Fitting.Adam;

/// <summary>
/// One start's way through the data, mini-batch by mini-batch (René 2020, Algorithm 2). The state is carried from each batch to the next with the
/// parameters of the moment; only at the beginning of a scan it is made anew.
/// </summary>
internal sealed class SequentialScan
{
    private readonly MesoGifProblem _problem;
    private readonly StudyData _data;
    private readonly AdamFit _options;
    private readonly SequentialLikelihood _likelihood;
    private readonly Posterior _posterior;
    private readonly ICoordinates _coordinates;
    private Rng _rng;
    private MesoGifState? _state;

    public SequentialScan(MesoGifProblem problem, StudyData data, AdamFit options, SequentialLikelihood likelihood, ICoordinates coordinates, Rng rng)
    {
        (_problem, _data, _options, _likelihood, _coordinates, _rng) = (problem, data, options, likelihood, coordinates, rng);
        var scored = data.Counts.Steps - data.From;
        Batch = Math.Clamp(Steps(options.Batch), 1, scored);
        Share = (double)Batch / scored;

        // The posterior of all data as one batch sees it: its likelihood counts for that of all, and prior and Jacobian for themselves.
        _posterior = new(problem.Parameters, coordinates, AsOfAll);
    }

    /// <summary>Steps of a batch.</summary>
    public int Batch { get; }

    /// <summary>The share of the scored data that a batch is.</summary>
    public double Share { get; }

    /// <summary>The next batch's share of the log posterior, estimated, and its gradient; not finite where the model makes no sense.</summary>
    public double Estimate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var natural = new double[position.Length];
        _coordinates.ToNatural(position, natural);
        var values = _problem.Coordinates.Complete(natural);
        if (!_likelihood.Allows(values))
        {
            gradient.Fill(double.NaN);
            return double.NegativeInfinity;
        }

        _state = Next(values);
        var value = _posterior.Evaluate(position, gradient);
        foreach (ref var component in gradient)
        {
            component *= Share;
        }

        return Share * value;
    }

    private MesoGifState Next(double[] values)
    {
        if (_state is { } state)
        {
            var ahead = Steps(_options.BatchBurnIn * (1 + _options.BatchNoise * _rng.NextDouble()));
            if (state.Step + ahead + Batch <= _likelihood.Steps)
            {
                return _likelihood.Advance(values, state, ahead);
            }
        }

        // Not so late that the scan would have no batch.
        var latest = _likelihood.Steps - _data.From - Batch;
        var later = (int)Math.Min(latest, _rng.NextDouble() * _options.BurnInNoise * _data.From);
        return _likelihood.Advance(values, Beginning(values), _data.From + later);
    }

    private MesoGifState Beginning(double[] values)
    {
        if (_options.Initial == AdamFit.Stationary
            && new StationaryStates(_problem.Layout.Write(_data.Network, values), _problem.Mean.Input.AsSpan()).Near(_problem.Mean.Activity.AsSpan()) is { } rest)
        {
            return rest.State;
        }

        return MesoGifState.Silent(_data.Network);
    }

    private double AsOfAll(ReadOnlySpan<double> natural, Span<double> gradient)
    {
        var flat = new double[_problem.Layout.Count];
        var value = _likelihood.ValueAndGradient(_problem.Coordinates.Complete(natural), _state!, Batch, flat);
        _problem.Coordinates.Pick(flat, gradient);
        foreach (ref var component in gradient)
        {
            component /= Share;
        }

        return value / Share;
    }

    private int Steps(double time) => Math.Max(1, (int)Math.Round(time / _data.Network.TimeStep));
}
