namespace Spikelihood.Inference.Evidence;

/// <summary>What a move made of a particle.</summary>
/// <param name="Particle">Where it is now.</param>
/// <param name="Acceptance">The acceptance probability; NaN when the way led into another mode's part of space, which says nothing about the step size.</param>
/// <param name="Gradients">Gradients spent.</param>
internal readonly record struct ParticleMove(Particle Particle, double Acceptance, int Gradients);
