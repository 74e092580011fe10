namespace Spikelihood.Models.MesoGif;

/// <summary>What the way back over one chunk leaves for the parameters.</summary>
/// <param name="Reset">Sum over births of D_b / delta_u times its adjoint.</param>
/// <param name="Decay">Sum over births and ages of (a - reset age) Decay_a times its adjoint.</param>
/// <param name="Adaptation">What passes through the adaptation kernels.</param>
internal sealed record ChunkResult(double Reset, double Decay, AdaptationAdjoint Adaptation);
