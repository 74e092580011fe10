using System.Globalization;
using Spikelihood.Cli.Hosting;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Cli.Jobs;

/// <summary>A model whose neurons differ, at their averages.</summary>
internal static class Averages
{
    /// <summary>The model for whoever knows only populations of equal neurons; says so where neurons differ.</summary>
    public static ModelDescription Of(string path, ModelDescription model, ulong seed, Session session)
    {
        if (!model.Network.IsHeterogeneous)
        {
            return model;
        }

        var names = string.Join(", ", DrawnNeurons.Named(model.Network).Select(pair => pair.Parameter));
        session.Tell(string.Create(CultureInfo.InvariantCulture, $"note: neurons differ in {names}; the averages of the neurons of seed {seed} stand for them"));
        try
        {
            return model.AtAverages(seed);
        }
        catch (InputException wrong)
        {
            // Whoever draws the neurons does not know the file they came from.
            throw new InputException($"{path}: {wrong.Message}", wrong);
        }
    }
}
