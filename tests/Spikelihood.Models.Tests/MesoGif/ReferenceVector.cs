using System.Text.Json;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>A reference vector of the mesoscopic model, read from its JSON file.</summary>
internal sealed class ReferenceVector
{
    private static readonly Dictionary<string, string> Families = new()
    {
        ["w"] = "w",
        ["p"] = "p",
        ["R"] = "R",
        ["u_rest"] = "u_rest",
        ["tau_m"] = "tau_m",
        ["u_th"] = "u_th",
        ["u_r"] = "u_r",
        ["c"] = "c",
        ["Delta_u"] = "delta_u",
        ["tau_s"] = "tau_s",
        ["J_theta"] = "J_theta",
        ["tau_theta"] = "tau_theta",
    };

    private readonly JsonElement _root;

    private ReferenceVector(JsonElement root) => _root = root;

    public int From => _root.GetProperty("loglik_from_step").GetInt32();

    public double LogLikelihood => _root.GetProperty("loglik_last").GetDouble();

    public double LogLikelihoodOfAllSteps => _root.GetProperty("loglik_all_steps").GetDouble();

    public double[][] Expected => Matrix(_root.GetProperty("nbar"));

    public GifNetwork Network { get; private set; } = null!;

    public PopulationSeries<int> Counts { get; private set; } = null!;

    public PopulationSeries<double> Stimulus { get; private set; } = null!;

    public static ReferenceVector Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "mesogif", name + ".json");
        var vector = new ReferenceVector(JsonDocument.Parse(File.ReadAllText(path)).RootElement);
        vector.Build();
        return vector;
    }

    /// <summary>The derivatives by name, for example <c>w[E,I]</c>.</summary>
    public IEnumerable<(string Name, double Derivative)> Derivatives()
    {
        var names = Network.Names;
        foreach (var entry in _root.GetProperty("derivatives").EnumerateArray())
        {
            var index = entry.GetProperty("index");
            var labels = index.ValueKind == JsonValueKind.Array
                ? string.Join(",", index.EnumerateArray().Select(i => names[i.GetInt32()]))
                : names[index.GetInt32()];
            yield return ($"{Families[entry.GetProperty("param").GetString()!]}[{labels}]", entry.GetProperty("autodiff").GetDouble());
        }
    }

    private static double[] Row(JsonElement element) => [.. element.EnumerateArray().Select(x => x.GetDouble())];

    private static double[][] Matrix(JsonElement element) => [.. element.EnumerateArray().Select(Row)];

    private static T[][] Transposed<T>(T[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Select(row => row[i]).ToArray())];

    private void Build()
    {
        var p = _root.GetProperty("params");
        double[] Of(string name) => Row(p.GetProperty(name));
        SquareTable Table(string name)
        {
            var rows = Matrix(p.GetProperty(name));
            return SquareTable.Build(rows.Length, (target, source) => rows[target][source]);
        }

        var names = _root.GetProperty("labels").EnumerateArray().Select(x => x.GetString()!).ToArray();
        var dt = _root.GetProperty("dt").GetDouble();
        Network = new GifNetwork
        {
            TimeStep = dt,
            AgeBins = [.. names.Select(_ => _root.GetProperty("K").GetInt32())],
            Populations = [.. names.Select((name, i) => new Population
            {
                Name = name,
                Size = (int)Of("N")[i],
                Resistance = Of("R")[i],
                RestingPotential = Of("u_rest")[i],
                MembraneTimeConstant = Of("tau_m")[i],
                RefractoryPeriod = Of("t_ref")[i],
                Threshold = Of("u_th")[i],
                ResetPotential = Of("u_r")[i],
                EscapeRate = Of("c")[i],
                NoiseLevel = Of("Delta_u")[i],
                SynapticTimeConstant = Of("tau_s")[i],
                Adaptation = Of("J_theta")[i] > 0 ? [new AdaptationComponent(Of("J_theta")[i], Of("tau_theta")[i])] : [],
            })],
            Connections = new Connections(Table("p"), Table("w"), Table("delay")),
        };
        Counts = new([.. names], dt, [.. Transposed(Matrix(_root.GetProperty("n"))).Select(row => row.Select(x => (int)x).ToArray())]);
        Stimulus = new([.. names], dt, Transposed(Matrix(_root.GetProperty("I_ext"))));
    }
}
