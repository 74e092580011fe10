using System.Collections.Immutable;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Networks;

/// <summary>
/// The order of a network's continuous parameters in one flat vector of natural values: all w, all p (target by target), then R, u_rest,
/// tau_m, u_th, u_r, c, delta_u, tau_s of each population, then J_theta and tau_theta of each adaptation component.
/// </summary>
public sealed class ParameterLayout
{
    private static readonly (string Family, string Unit)[] PerPopulation =
    [
        ("R", "Ohm"), ("u_rest", "mV"), ("tau_m", "s"), ("u_th", "mV"), ("u_r", "mV"), ("c", "Hz"), ("delta_u", "mV"), ("tau_s", "s"),
    ];

    private readonly ImmutableArray<string> _names;
    private readonly int _size;
    private readonly int[] _firstComponent;

    /// <summary>The layout for networks with these populations and numbers of adaptation components.</summary>
    public ParameterLayout(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var names = network.Names;
        _names = names;
        _size = names.Length;
        var all = ImmutableArray.CreateBuilder<NetworkParameter>();
        foreach (var (family, unit) in new[] { ("w", "mV"), ("p", "1") })
        {
            for (var target = 0; target < _size; target++)
            {
                for (var source = 0; source < _size; source++)
                {
                    all.Add(new(family, $"{family}[{names[target]},{names[source]}]", unit, target, source));
                }
            }
        }

        foreach (var (family, unit) in PerPopulation)
        {
            for (var population = 0; population < _size; population++)
            {
                all.Add(new(family, $"{family}[{names[population]}]", unit, population, 0));
            }
        }

        _firstComponent = new int[_size + 1];
        for (var population = 0; population < _size; population++)
        {
            _firstComponent[population + 1] = _firstComponent[population] + network.Populations[population].Adaptation.Length;
        }

        foreach (var (family, unit) in new[] { ("J_theta", "mV*s"), ("tau_theta", "s") })
        {
            for (var population = 0; population < _size; population++)
            {
                var components = network.Populations[population].Adaptation.Length;
                for (var component = 0; component < components; component++)
                {
                    var label = components == 1 ? names[population] : $"{names[population]},{component + 1}";
                    all.Add(new(family, $"{family}[{label}]", unit, population, component));
                }
            }
        }

        All = all.ToImmutable();
    }

    /// <summary>The families inferred by default (René 2020, Table 2): 14 parameters for two populations of which one adapts.</summary>
    public static ImmutableArray<string> DefaultFamilies { get; } = ["w", "tau_m", "c", "delta_u", "tau_s", "J_theta", "tau_theta"];

    /// <summary>Every parameter, in the order of the flat vector.</summary>
    public ImmutableArray<NetworkParameter> All { get; }

    /// <summary>The length of the flat vector.</summary>
    public int Count => All.Length;

    /// <summary>Where w[target, source] stands.</summary>
    public int Weight(int target, int source) => target * _size + source;

    /// <summary>Where p[target, source] stands.</summary>
    public int Probability(int target, int source) => (_size + target) * _size + source;

    /// <summary>Where R stands.</summary>
    public int Resistance(int population) => Intrinsic(0, population);

    /// <summary>Where u_rest stands.</summary>
    public int RestingPotential(int population) => Intrinsic(1, population);

    /// <summary>Where tau_m stands.</summary>
    public int MembraneTimeConstant(int population) => Intrinsic(2, population);

    /// <summary>Where u_th stands.</summary>
    public int Threshold(int population) => Intrinsic(3, population);

    /// <summary>Where u_r stands.</summary>
    public int ResetPotential(int population) => Intrinsic(4, population);

    /// <summary>Where c stands.</summary>
    public int EscapeRate(int population) => Intrinsic(5, population);

    /// <summary>Where delta_u stands.</summary>
    public int NoiseLevel(int population) => Intrinsic(6, population);

    /// <summary>Where tau_s of a source population stands.</summary>
    public int SynapticTimeConstant(int population) => Intrinsic(7, population);

    /// <summary>How many adaptation components a population has.</summary>
    public int Components(int population) => _firstComponent[population + 1] - _firstComponent[population];

    /// <summary>Where J_theta of an adaptation component stands.</summary>
    public int AdaptationStrength(int population, int component) => Intrinsic(8, 0) + _firstComponent[population] + component;

    /// <summary>Where tau_theta of an adaptation component stands.</summary>
    public int AdaptationTimeConstant(int population, int component) => AdaptationStrength(population, component) + _firstComponent[_size];

    /// <summary>
    /// The places of families and single parameters (<c>w</c>, <c>tau_m[E]</c>), in layout order; <c>J_theta[E]</c> stands for all adaptation
    /// components of E.
    /// </summary>
    /// <exception cref="InputException">When a name is neither.</exception>
    public ImmutableArray<int> Select(IEnumerable<string> familiesOrNames)
    {
        ArgumentNullException.ThrowIfNull(familiesOrNames);
        var chosen = new SortedSet<int>();
        foreach (var wanted in familiesOrNames)
        {
            var found = Enumerable.Range(0, Count).Where(i => All[i].Family == wanted || All[i].Name == wanted || ComponentsOf(All[i]) == wanted).ToList();
            if (found.Count == 0)
            {
                var families = string.Join(", ", All.Select(parameter => parameter.Family).Distinct());
                throw new InputException($"this model has no parameter '{wanted}'; name a family ({families}) or one parameter such as {All[0].Name}.");
            }

            chosen.UnionWith(found);
        }

        return [.. chosen];
    }

    /// <summary>The flat vector of a network's values.</summary>
    public double[] Read(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var values = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            var (family, _, _, population, other) = All[i];
            var own = network.Populations[population];
            values[i] = family switch
            {
                "w" => network.Connections.Weight[population, other],
                "p" => network.Connections.Probability[population, other],
                "R" => own.Resistance,
                "u_rest" => own.RestingPotential,
                "tau_m" => own.MembraneTimeConstant,
                "u_th" => own.Threshold,
                "u_r" => own.ResetPotential,
                "c" => own.EscapeRate,
                "delta_u" => own.NoiseLevel,
                "tau_s" => own.SynapticTimeConstant,
                "J_theta" => own.Adaptation[other].Strength,
                "tau_theta" => own.Adaptation[other].TimeConstant,
                _ => throw new InvalidOperationException($"The layout has no family {family}."),
            };
        }

        return values;
    }

    /// <summary>The network with the values of a flat vector.</summary>
    public GifNetwork Write(GifNetwork network, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(network);
        var flat = values.ToArray();
        var populations = network.Populations.Select((population, i) => population with
        {
            Resistance = flat[Resistance(i)],
            RestingPotential = flat[RestingPotential(i)],
            MembraneTimeConstant = flat[MembraneTimeConstant(i)],
            Threshold = flat[Threshold(i)],
            ResetPotential = flat[ResetPotential(i)],
            EscapeRate = flat[EscapeRate(i)],
            NoiseLevel = flat[NoiseLevel(i)],
            SynapticTimeConstant = flat[SynapticTimeConstant(i)],
            Adaptation = [.. population.Adaptation.Select((_, j) => new AdaptationComponent(flat[AdaptationStrength(i, j)], flat[AdaptationTimeConstant(i, j)]))],
        });
        return network with
        {
            Populations = [.. populations],
            Connections = network.Connections with
            {
                Weight = SquareTable.Build(_size, (target, source) => flat[Weight(target, source)]),
                Probability = SquareTable.Build(_size, (target, source) => flat[Probability(target, source)]),
            },
        };
    }

    private string? ComponentsOf(NetworkParameter parameter) =>
        parameter.Family is "J_theta" or "tau_theta" ? $"{parameter.Family}[{_names[parameter.Population]}]" : null;

    private int Intrinsic(int family, int population) => 2 * _size * _size + family * _size + population;
}
