using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using static System.FormattableString;

namespace Spikelihood.Studies.Sweeps;

/// <summary>The fingerprint of everything that a cell's fit depends on.</summary>
internal static class CellKey
{
    /// <param name="study">The cell's own study.</param>
    /// <param name="data">Its data.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="trials">Trials of the comparison of dynamics.</param>
    public static string Of(StudyDescription study, StudyData data, ulong seed, int trials)
    {
        var version = typeof(FitRunner).Assembly.GetName().Version;
        var text = StudyFile.ToYaml(study with { Fit = study.Fit with { Threads = null, Seed = seed } })
            + Invariant($"version: {version}, time_step: {data.Network.TimeStep:R}, from: {data.From}, trials: {trials}\n");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        Append(hash, data.Counts);
        Append(hash, data.Stimulus);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static void Append<T>(IncrementalHash hash, PopulationSeries<T> series)
        where T : unmanaged
    {
        for (var population = 0; population < series.Populations.Length; population++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(series.Of(population)));
        }
    }
}
