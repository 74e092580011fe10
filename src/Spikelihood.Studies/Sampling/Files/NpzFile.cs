using System.Collections.Immutable;
using System.IO.Compression;
using Spikelihood.Inference.Sampling;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>
/// Draws of all chains for NumPy (<c>numpy.load</c>): one array [chain, draw] for each parameter under its own name, and those of the sampler: lp, acceptance,
/// step_size, tree_depth, n_leapfrog, diverging, energy. Equal draws make equal bytes.
/// </summary>
public static class NpzFile
{
    private const string LogDensity = "lp";
    private const string Suffix = ".npy";

    private static readonly string[] Sampler = [LogDensity, "acceptance", "step_size", "tree_depth", "n_leapfrog", "diverging", "energy"];

    // The first day that zip files know.
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file that <see cref="Read"/> reads back unchanged, bit for bit.</summary>
    /// <exception cref="InputException">When the file cannot be written.</exception>
    public static void Write(string path, PosteriorDraws draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws.Names.FirstOrDefault(Sampler.Contains) is { } taken)
        {
            throw new ArgumentException($"No parameter can be called {taken}: the sampler's array has that name.", nameof(draws));
        }

        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
            for (var parameter = 0; parameter < draws.Names.Length; parameter++)
            {
                Add<double>(zip, draws.Names[parameter], [.. draws.Of(parameter).SelectMany(chain => chain)], draws);
            }

            Add<double>(zip, LogDensity, [.. draws.Chains.SelectMany(chain => chain.LogDensities)], draws);
            if (!draws.Chains[0].Transitions.IsEmpty)
            {
                TransitionInfo[] all = [.. draws.Chains.SelectMany(chain => chain.Transitions)];
                Add<double>(zip, "acceptance", Array.ConvertAll(all, info => info.Acceptance), draws);
                Add<double>(zip, "step_size", Array.ConvertAll(all, info => info.StepSize), draws);
                Add<long>(zip, "tree_depth", Array.ConvertAll(all, info => (long)info.Depth), draws);
                Add<long>(zip, "n_leapfrog", Array.ConvertAll(all, info => (long)info.Gradients), draws);
                Add<bool>(zip, "diverging", Array.ConvertAll(all, info => info.Diverged), draws);
                Add<double>(zip, "energy", Array.ConvertAll(all, info => info.Energy), draws);
            }
        });
    }

    /// <summary>Reads the draws of a file that <see cref="Write"/> wrote.</summary>
    /// <exception cref="InputException">When it is none.</exception>
    public static PosteriorDraws Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException(path, null, "there is no such file; check the name and the folder it is relative to.");
        }

        try
        {
            using var zip = ZipFile.OpenRead(path);
            return new NpzReader(path, zip).Read();
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{path}: is not an NPZ file, or it is damaged; name the draws.npz of a run.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: could not be read ({error.Message.TrimEnd('.')}).", error);
        }
    }

    private static void Add<T>(ZipArchive zip, string name, T[] values, PosteriorDraws draws)
        where T : unmanaged
    {
        // Stored, not packed: numbers of draws hardly shrink, and how tightly they pack changes from one version of .NET to the next.
        var entry = zip.CreateEntry(name + Suffix, CompressionLevel.NoCompression);
        entry.LastWriteTime = Never;
        using var stream = entry.Open();
        NpyArray.Write<T>(stream, values, draws.Chains.Length);
    }

    /// <summary>Reads an open file.</summary>
    private sealed class NpzReader(string path, ZipArchive zip)
    {
        private int _chains, _draws;

        public PosteriorDraws Read()
        {
            var density = Table<double>(LogDensity);
            ImmutableArray<string> names = [.. zip.Entries.Where(entry => entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                .Select(entry => entry.FullName[..^Suffix.Length]).Where(name => !Sampler.Contains(name))];
            var parameters = names.Select(Table<double>).ToArray();
            var transitions = zip.GetEntry("energy" + Suffix) is null ? [] : Transitions();
            return new(names, [.. Enumerable.Range(0, _chains).Select(chain => new ChainDraws(
                [.. Enumerable.Range(chain * _draws, _draws).SelectMany(draw => parameters.Select(values => values[draw]))],
                [.. density.AsSpan(chain * _draws, _draws)],
                transitions.Length == 0 ? [] : [.. transitions.AsSpan(chain * _draws, _draws)]))]);
        }

        private TransitionInfo[] Transitions()
        {
            var (acceptance, stepSize, energy) = (Table<double>("acceptance"), Table<double>("step_size"), Table<double>("energy"));
            var (depth, gradients, diverging) = (Table<long>("tree_depth"), Table<long>("n_leapfrog"), Table<bool>("diverging"));
            return [.. Enumerable.Range(0, energy.Length).Select(draw => new TransitionInfo(
                acceptance[draw], stepSize[draw], (int)depth[draw], (int)gradients[draw], diverging[draw], energy[draw]))];
        }

        private T[] Table<T>(string name)
            where T : unmanaged
        {
            var entry = zip.GetEntry(name + Suffix)
                ?? throw new InputException(path, null, $"has no array {name}; name the draws.npz of a run.");
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            try
            {
                var (values, chains, draws) = NpyArray.Read<T>(content.ToArray());
                if (_draws == 0)
                {
                    (_chains, _draws) = (chains, draws);
                }

                return (chains, draws) == (_chains, _draws)
                    ? values
                    : throw new FormatException($"has {chains} chains of {draws} draws, but {LogDensity} has {_chains} of {_draws}");
            }
            catch (FormatException error)
            {
                throw new InputException($"{path}, array {name}: {error.Message}; name the draws.npz of a run.", error);
            }
        }
    }
}
