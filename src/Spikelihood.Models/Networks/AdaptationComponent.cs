namespace Spikelihood.Models.Networks;

/// <summary>One exponential of the threshold kernel, theta(t) = J_theta / tau_theta exp(-(t - t_ref) / tau_theta) for t at or beyond t_ref.</summary>
/// <param name="Strength">J_theta, mV s: the kernel's area.</param>
/// <param name="TimeConstant">tau_theta, s.</param>
public readonly record struct AdaptationComponent(double Strength, double TimeConstant);
