using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Studies.Tests.Files;

/// <summary>Small valid files to break, and the shipped ones.</summary>
internal static class Example
{
    /// <summary>A valid model; line numbers in the tests count from its first line.</summary>
    public const string Model = """
        model: mesogif
        time_step: 1 ms
        age_bins: 1000
        populations:
          - name: E
            size: 438
            R: 19
            u_rest: 20
            tau_m: 10 ms
            t_ref: 2 ms
            u_th: 15
            u_r: 0
            c: 10
            delta_u: 5
            tau_s: 3 ms
            J_theta: 1.0
            tau_theta: 1 s
          - {name: I, size: 109, R: 11.964, u_rest: 19.5, tau_m: 10 ms, t_ref: 2 ms, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 6 ms}
        connections:
          p: [[0.0497, 0.1350], [0.0794, 0.1597]]
          w: [[2.482, -4.964], [1.245, -4.964]]
          delay: 1 ms
        """;

    public static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "Examples", name);

    public static ModelDescription Parsed => ModelFile.Parse(Model, "m.yaml");

    public static PopulationSeries<double> NoSignal(string path) => throw new InvalidOperationException($"{path} should not be read");
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spikelihood-test-");

    public string Path => _folder.FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
