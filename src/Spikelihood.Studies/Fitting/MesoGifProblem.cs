using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Binding;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Fitting;

/// <summary>A study's unknowns bound to its data: names, priors, coordinates, and posteriors of all or of a piece of the data.</summary>
public sealed class MesoGifProblem
{
    /// <summary>A shortened memory reaches at least so far beyond the refractory period.</summary>
    private const int LeastBins = 100;

    private readonly StudyData _data;
    private readonly bool _withPrior;
    private readonly EvaluationMemory? _memory;

    /// <summary>Binds a study to its data.</summary>
    /// <param name="study">The study.</param>
    /// <param name="data">Its data.</param>
    /// <param name="memory">Keeps the likelihood's evaluations; null for none.</param>
    public MesoGifProblem(StudyDescription study, StudyData data, EvaluationMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
        _memory = memory;
        _withPrior = study.Fit.Method != FitOptions.MaximumLikelihood;
        Layout = new(data.Network);
        Inferred = Layout.Select(study.Infer);
        if (Inferred.IsEmpty)
        {
            throw new InputException($"{study.Name}: infer names no parameter; there is nothing to fit.");
        }

        Parameters = new(Inferred.Select(place => Bind(place, study.Priors)));
        RefuseUnreachableTruth(study);
        Mean = MeanState.Of(data.Counts, data.Stimulus, [.. data.Network.Populations.Select(population => population.Size)], data.From);
        Coordinates = new(data.Network, Layout, Inferred, Mean);
    }

    /// <summary>The order of all continuous parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The inferred places of the layout.</summary>
    public ImmutableArray<int> Inferred { get; }

    /// <summary>The unknowns with their priors.</summary>
    public ParameterSpace Parameters { get; }

    /// <summary>The mean of the data.</summary>
    public MeanState Mean { get; }

    /// <summary>The coordinates in which everything is optimised.</summary>
    public CentredCoordinates Coordinates { get; }

    /// <summary>A typical length of each coordinate, for first steps and for judging curvature.</summary>
    public double[] Scales => [.. Inferred.Select(place => Layout.All[place].Family switch
    {
        "delta_u" or "R" => 0.5,
        "u_rest" or "u_th" or "u_r" => 3,
        _ => 1.0,
    })];

    /// <summary>Scored length of the data, s.</summary>
    public double ScoredDuration => (_data.Counts.Steps - _data.From) * _data.Network.TimeStep;

    /// <summary>The posterior (or likelihood, as the study's method asks) of all data.</summary>
    public Posterior OfAllData(Workers workers) => Of(_data, workers);

    /// <summary>
    /// The same with old cohorts merged, several times as fast and within a thousandth of a nat; null where nothing is gained, or the study asks for
    /// merging anyway.
    /// </summary>
    public Posterior? OfAllDataMerged(Workers workers)
    {
        var merged = _data with { Network = _data.Network with { AgeGrid = AgeGrid.Growing } };
        return _data.Network.AgeGrid == AgeGrid.Exact && Bind(merged, workers).IsMerged.Contains(true) ? Of(merged, workers) : null;
    }

    /// <summary>The same of the first part of the data, with a shorter memory: cheap, and near enough to find the way.</summary>
    /// <param name="burnIn">s.</param>
    /// <param name="scored">s.</param>
    /// <param name="shareOfWindow">The share of the age bins that is kept.</param>
    public Posterior OfBeginning(double burnIn, double scored, double shareOfWindow)
    {
        var dt = _data.Network.TimeStep;
        var from = (int)Math.Round(burnIn / dt);
        var steps = Math.Min(from + (int)Math.Round(scored / dt), _data.Counts.Steps);
        ImmutableArray<int> bins = [.. _data.Network.AgeBins!.Value.Zip(_data.Network.Populations, (k, population) =>
            Math.Min(k, Math.Max((int)Math.Round(population.RefractoryPeriod / dt) + LeastBins, (int)(shareOfWindow * k))))];
        return Of(
            _data with { Counts = _data.Counts.Slice(0, steps), Stimulus = _data.Stimulus.Slice(0, steps), From = from, Network = _data.Network with { AgeBins = bins, AgeGrid = AgeGrid.Growing } },
            Workers.One);
    }

    /// <summary>The network with inferred values put in.</summary>
    public GifNetwork Network(ReadOnlySpan<double> natural) => Layout.Write(_data.Network, Coordinates.Complete(natural));

    /// <summary>The network's own values of the unknowns.</summary>
    public double[] OwnValues()
    {
        var natural = new double[Inferred.Length];
        Coordinates.Pick(Layout.Read(_data.Network), natural);
        return natural;
    }

    // The values that data were simulated with are the truth that estimates are compared with: they must lie where the fit can go.
    private void RefuseUnreachableTruth(StudyDescription study)
    {
        var own = Layout.Read(_data.Network);
        foreach (var place in _data.Source is null ? [] : Inferred)
        {
            var (parameter, value) = (Layout.All[place], own[place]);
            var wrong = PriorReader.Positive.Contains(parameter.Family) && (value < 0 || (value == 0 && parameter.Family != "c")) ? "above 0"
                : parameter.Family == "p" && (value <= 0 || value >= 1) ? "between 0 and 1"
                : null;
            if (wrong is not null)
            {
                throw new InputException(string.Create(CultureInfo.InvariantCulture,
                    $"{study.Name}: the model has {parameter.Name} = {value}, but only values {wrong} are inferred; leave {parameter.Name} out of infer or change the model"));
            }
        }
    }

    private Parameter Bind(int place, ImmutableArray<PriorSpecification> priors)
    {
        // J_theta[E] stands for all adaptation components of E, so it is the layout that knows whom a name means; the narrower name wins.
        var parameter = Layout.All[place];
        var given = priors.Where(prior => Layout.Select([prior.Target]).Contains(place)).ToArray();
        var chosen = given.LastOrDefault(prior => prior.Target != parameter.Family) ?? given.LastOrDefault();
        var prior = chosen is null ? DefaultPriors.Of(parameter.Family) : DefaultPriors.From(chosen);
        var positive = PriorReader.Positive.Contains(parameter.Family);
        if (parameter.Family == "p" && (prior.Support.Lower < 0 || prior.Support.Upper > 1))
        {
            throw new InputException($"priors, {chosen?.Target}: {parameter.Name} is a probability, but {prior.Describe()} allows values beyond 0 and 1; leave the prior out for a uniform one.");
        }

        return positive && prior.Support.Lower < 0
            ? throw new InputException($"priors, {chosen?.Target}: {parameter.Name} is positive, but {prior.Describe()} allows negative values; use log10_normal or gamma.")
            : new(parameter.Name, parameter.Unit, prior);
    }

    private Posterior Of(StudyData data, Workers workers)
    {
        var likelihood = Bind(data, workers);
        return new(Parameters, Coordinates, _memory?.Remember(Key(data), Evaluate) ?? Evaluate, _withPrior);

        double Evaluate(ReadOnlySpan<double> natural, Span<double> gradient)
        {
            var flat = new double[Layout.Count];
            var value = likelihood.ValueAndGradient(Coordinates.Complete(natural), flat);
            Coordinates.Pick(flat, gradient);
            return value;
        }
    }

    private static MesoGifLikelihood Bind(StudyData data, Workers workers) =>
        new(data.Network, data.Counts, data.Stimulus, data.From, workers, bounds: ProbabilityBounds.Smooth);

    /// <summary>All that the likelihood of the unknowns depends on, within a study.</summary>
    private string Key(StudyData data)
    {
        var rest = $"{data.Network.AgeGrid} at {string.Join(' ', Inferred)} beside {string.Join(' ', Layout.Read(data.Network).Select(BitConverter.DoubleToInt64Bits))}";
        return $"smooth likelihood of {DataHash.Of(data)} with {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest)))[..16]}";
    }
}
