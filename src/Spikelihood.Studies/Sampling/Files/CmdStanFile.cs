using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Inference.Sampling;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>
/// Draws of one chain as comma-separated text in the layout of CmdStan, which CmdStanR, CmdStanPy, ArviZ and the R package posterior read.
/// Layout and limits: docs/file-formats.md.
/// </summary>
public static class CmdStanFile
{
    /// <summary>Writes a file that <see cref="Read"/> reads back unchanged, bit for bit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The parameters, in the order of the draws.</param>
    /// <param name="draws">The draws; those of methods that are no Markov chain have no transitions and are written as CmdStan's fixed_param.</param>
    /// <param name="run">How they were made.</param>
    /// <exception cref="InputException">When the file cannot be written.</exception>
    public static void Write(string path, ImmutableArray<string> names, ChainDraws draws, CmdStanRun run)
    {
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(run);
        if (run.Units.Length != names.Length || draws.Values.Length != draws.Count * names.Length)
        {
            throw new ArgumentException("Names, units and draws must be of equally many parameters.", nameof(names));
        }

        AtomicFile.WriteText(path, writer =>
        {
            var columns = CmdStanColumns.For(names);
            CmdStanHeader.Write(writer, names, columns, draws, run);
            var isHamiltonian = !draws.Transitions.IsEmpty;
            string[] own = isHamiltonian ? CmdStanReader.Diagnostics : [CmdStanReader.Acceptance];
            writer.WriteLine(string.Join(',', [CmdStanReader.LogDensity, .. own, .. columns]));
            CmdStanHeader.WriteAdaptation(writer, draws, run);
            for (var draw = 0; draw < draws.Count; draw++)
            {
                writer.Write(CmdStanNumber.Text(draws.LogDensities[draw]));
                writer.Write(isHamiltonian ? Text(draws.Transitions[draw]) : ",1");
                foreach (var value in draws.Draw(draw))
                {
                    writer.Write(',');
                    writer.Write(CmdStanNumber.Text(value));
                }

                writer.WriteLine();
            }

            CmdStanHeader.WriteTimes(writer, run);
        });
    }

    /// <summary>Reads one chain: a file of <see cref="Write"/> or of CmdStan itself. Warm-up draws are left out.</summary>
    /// <exception cref="InputException">When the file is none.</exception>
    public static CmdStanChain Read(string path) => new CmdStanReader(path).Read();

    /// <summary>Reads all chains of a posterior.</summary>
    /// <param name="paths">One file for each chain.</param>
    /// <exception cref="InputException">When a file is wrong, or they do not belong together.</exception>
    public static PosteriorDraws ReadAll(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0)
        {
            throw new ArgumentException("A posterior has at least one chain.", nameof(paths));
        }

        var chains = paths.Select(Read).ToArray();
        for (var chain = 1; chain < chains.Length; chain++)
        {
            if (!chains[chain].Names.SequenceEqual(chains[0].Names))
            {
                throw new InputException(paths[chain], null, $"has other parameters than {paths[0]}; name the chains of one run.");
            }

            if (chains[chain].Draws.Count != chains[0].Draws.Count)
            {
                throw new InputException(
                    paths[chain], null, $"has {chains[chain].Draws.Count} draws, but {paths[0]} has {chains[0].Draws.Count}; name the chains of one run.");
            }
        }

        return new(chains[0].Names, [.. chains.Select(chain => chain.Draws)]);
    }

    private static string Text(TransitionInfo info) => string.Create(
        CultureInfo.InvariantCulture,
        $",{CmdStanNumber.Text(info.Acceptance)},{CmdStanNumber.Text(info.StepSize)},{info.Depth},{info.Gradients},{(info.Diverged ? 1 : 0)},{CmdStanNumber.Text(info.Energy)}");
}
