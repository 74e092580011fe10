namespace Spikelihood.Inference.Evidence;

/// <summary>One rise of the temperature and the moves after it.</summary>
/// <param name="Temperature">β after the rise: 0 is the start, 1 the density itself.</param>
/// <param name="EffectiveShare">What the rise left of the particles: effective number of weights over particles.</param>
/// <param name="LogEvidence">The log of the constant of the density at this temperature, nats.</param>
/// <param name="Acceptance">Mean acceptance probability of the moves.</param>
/// <param name="Gradients">Gradients of the density spent on this stage.</param>
public sealed record TemperedStage(double Temperature, double EffectiveShare, double LogEvidence, double Acceptance, int Gradients);
