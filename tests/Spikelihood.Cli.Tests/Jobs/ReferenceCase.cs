using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spikelihood.Cli.Tests.Jobs;

/// <summary>
/// A reference vector as the files that a person would write, put down here by hand so that nothing that the program writes is also what
/// checks it.
/// </summary>
internal sealed class ReferenceCase
{
    private readonly JsonElement _root;

    public ReferenceCase(string name, ScratchFolder folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "mesogif", name + ".json")));
        _root = document.RootElement.Clone();
        Names = [.. _root.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        Model = folder.Text(name + ".model.yaml", ModelYaml());
        Counts = folder.Text(name + ".counts.csv", Series("n"));
        Stimulus = folder.Text(name + ".stimulus.csv", Series("I_ext"));
    }

    public string[] Names { get; }

    public string Model { get; }

    public string Counts { get; }

    public string Stimulus { get; }

    public int From => _root.GetProperty("loglik_from_step").GetInt32();

    public int AgeBins => _root.GetProperty("K").GetInt32();

    public double LogLikelihood => _root.GetProperty("loglik_last").GetDouble();

    public double LogLikelihoodOfAllSteps => _root.GetProperty("loglik_all_steps").GetDouble();

    public double[][] Expected => [.. _root.GetProperty("nbar").EnumerateArray().Select(Row)];

    /// <summary>Names as the command line has them, values and derivatives.</summary>
    public IEnumerable<(string Name, double Value, double Derivative)> Derivatives() => _root.GetProperty("derivatives").EnumerateArray().Select(entry =>
    {
        var index = entry.GetProperty("index");
        var labels = index.ValueKind == JsonValueKind.Array ? string.Join(',', index.EnumerateArray().Select(i => Names[i.GetInt32()])) : Names[index.GetInt32()];
        var family = entry.GetProperty("param").GetString() == "Delta_u" ? "delta_u" : entry.GetProperty("param").GetString();
        return ($"{family}[{labels}]", entry.GetProperty("value").GetDouble(), entry.GetProperty("autodiff").GetDouble());
    });

    /// <summary>The command line that evaluates this case.</summary>
    public string[] Arguments(params string[] more) => ["likelihood", Model, "--counts", Counts, "--stimulus", Stimulus, "--json", .. more];

    private static double[] Row(JsonElement row) => [.. row.EnumerateArray().Select(value => value.GetDouble())];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private string Series(string key)
    {
        var text = new StringBuilder($"time_s,{string.Join(',', Names)}\n");
        var step = 0;
        foreach (var row in _root.GetProperty(key).EnumerateArray())
        {
            text.Append(CultureInfo.InvariantCulture, $"{0.001 * step++:F3},{string.Join(',', Row(row).Select(Text))}\n");
        }

        return text.ToString();
    }

    private string ModelYaml()
    {
        var all = _root.GetProperty("params");
        string Of(string key, int population) => Text(Row(all.GetProperty(key))[population]);
        string Table(string key) => $"[{string.Join(", ", all.GetProperty(key).EnumerateArray().Select(row => $"[{string.Join(", ", Row(row).Select(Text))}]"))}]";
        var text = new StringBuilder($"model: mesogif\ntime_step: 1 ms\nage_bins: {AgeBins}\npopulations:\n");
        for (var i = 0; i < Names.Length; i++)
        {
            var adaptation = Of("J_theta", i) == "0" ? "" : $", J_theta: {Of("J_theta", i)}, tau_theta: {Of("tau_theta", i)} s";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  - {{name: {Names[i]}, size: {Of("N", i)}, R: {Of("R", i)}, u_rest: {Of("u_rest", i)}, tau_m: {Of("tau_m", i)}, t_ref: 2 ms, "
                + $"u_th: {Of("u_th", i)}, u_r: {Of("u_r", i)}, c: {Of("c", i)}, delta_u: {Of("Delta_u", i)}, tau_s: {Of("tau_s", i)}{adaptation}}}");
        }

        return text.Append(CultureInfo.InvariantCulture, $"connections:\n  p: {Table("p")}\n  w: {Table("w")}\n  delay: 1 ms\n").ToString();
    }
}
