namespace Spikelihood.Inference.Sampling;

/// <summary>What one transition of a chain did; diagnostics are made of these.</summary>
/// <param name="Acceptance">Mean Metropolis acceptance probability over the trajectory, 0 to 1.</param>
/// <param name="StepSize">The step size used.</param>
/// <param name="Depth">Doublings of the trajectory; 0 for samplers of fixed length.</param>
/// <param name="Gradients">Gradient evaluations spent.</param>
/// <param name="Diverged">Whether the energy error left all bounds, so that the trajectory was cut.</param>
/// <param name="Energy">The Hamiltonian of the chosen state: minus its log density plus its kinetic energy.</param>
public readonly record struct TransitionInfo(double Acceptance, double StepSize, int Depth, int Gradients, bool Diverged, double Energy);
