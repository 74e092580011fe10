using System.Globalization;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Files.Models;

/// <summary>What a model file says.</summary>
/// <param name="Kind">Which model reads the parameters: <see cref="Microscopic"/> or <see cref="Mesoscopic"/>.</param>
/// <param name="Network">The parameters.</param>
public sealed record ModelDescription(string Kind, GifNetwork Network)
{
    /// <summary>The microscopic network of generalised integrate-and-fire neurons.</summary>
    public const string Microscopic = "gif";

    /// <summary>The mesoscopic population model.</summary>
    public const string Mesoscopic = "mesogif";

    /// <summary>The model of the average neurons that <paramref name="seed"/> draws: what the mesoscopic model and its likelihood take. A homogeneous
    /// model is its own.</summary>
    /// <exception cref="InputException">When a distribution gives no possible values, or such long ones that no memory could hold them.</exception>
    public ModelDescription AtAverages(ulong seed)
    {
        var average = NeuronParameters.Draw(Network, seed).AtAverages();
        var bins = AgeWindow.For(average);
        return Enumerable.Range(0, bins.Length).FirstOrDefault(i => bins[i] > AgeWindow.Most, -1) is var outgrown and >= 0
            ? throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{average.Populations[outgrown].Name}: the average of the neurons remembers its spikes for more than {AgeWindow.Most} time steps; narrow the distributions of its tau_m or adaptation, or give age_bins"))
            : this with { Network = average };
    }
}
