using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Spikelihood.Inference.Starts;
using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Fitting;

/// <summary>All that decides what a fit finds: program, seed, study and data, but not the number of threads, nor where files lie.</summary>
internal static class FitFingerprint
{
    /// <summary>The fingerprint of a fit, and of sampling: how much is sampled decides which evaluations are asked for, but none of their values.</summary>
    /// <param name="study">The study as it is run, with its seed.</param>
    /// <param name="data">Its data.</param>
    public static Fingerprint Of(StudyDescription study, StudyData data)
    {
        // What the data are is told by themselves; tests, samples and reports come after the fit.
        var deciding = study with
        {
            Data = new SimulatedData(false, null, data.Counts.Duration, null),
            Fit = study.Fit with { Threads = null, Seed = null },
            Tests = [],
            Scaling = null,
            Sample = new(),
            ReportTrials = 2,
        };
        return new(
        [
            new("another version of the program", Program()),
            new("another seed", study.Fit.Seed?.ToString(CultureInfo.InvariantCulture) ?? ""),
            new("another study", StudyFile.ToYaml(deciding)),
            new("other data", Describe(data)),
        ]);
    }

    /// <summary>The build as well as the version, and what decides how sums are rounded.</summary>
    public static string Program()
    {
        Assembly[] parts =
        [
            typeof(Workers).Assembly, typeof(AppendLog).Assembly, typeof(MesoGifLikelihood).Assembly, typeof(MultiStart).Assembly, typeof(FitRunner).Assembly,
        ];
        var build = Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part.ManifestModule.ModuleVersionId.ToByteArray())]))[..8];
        var width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        return $"{parts[^1].GetName().Version?.ToString(3)} build {build}, .NET {Environment.Version} on {RuntimeInformation.ProcessArchitecture} with {width} bits";
    }

    private static string Describe(StudyData data)
    {
        var spikes = 0L;
        for (var population = 0; population < data.Counts.Populations.Length; population++)
        {
            foreach (var count in data.Counts.Of(population))
            {
                spikes += count;
            }
        }

        return $"{spikes} spikes in {data.Counts.Steps} steps, checksum {DataHash.Of(data)}";
    }
}
