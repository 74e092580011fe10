using System.Collections.Immutable;
using Spikelihood.Models.MesoGif.Sequential;

namespace Spikelihood.Models.MesoGif.Stationary;

/// <summary>A state that does not change under constant input and without noise (René 2020, Algorithm 3 and Appendix I).</summary>
/// <param name="Activity">A* of each population, Hz.</param>
/// <param name="Repels">
/// True when the state is certainly unstable: some small deviation grows without oscillating. False does not say that it is stable: deviations may still
/// grow as oscillations.
/// </param>
/// <param name="State">The whole state, before step 0.</param>
public sealed record StationaryState(ImmutableArray<double> Activity, bool Repels, MesoGifState State);
