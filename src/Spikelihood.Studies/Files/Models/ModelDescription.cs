using Spikelihood.Models.Networks;

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
}
