using System.Collections.Immutable;

namespace Spikelihood.Models.Stimuli;

/// <summary>
/// An external input, mA, one trace for each population (René 2020, section 4.8). Per-population settings hold one entry for each population;
/// an amplitude (or mean and noise) of 0 switches a population off.
/// </summary>
public abstract record Stimulus;

/// <summary>The same current at all times.</summary>
/// <param name="Amplitude">mA.</param>
public sealed record ConstantStimulus(ImmutableArray<double> Amplitude) : Stimulus;

/// <summary>A baseline that changes to another level between two times.</summary>
/// <param name="Baseline">Level outside [Start, Stop), mA.</param>
/// <param name="Amplitude">Level added to the baseline inside [Start, Stop), mA.</param>
/// <param name="Start">s.</param>
/// <param name="Stop">s.</param>
public sealed record StepStimulus(ImmutableArray<double> Baseline, ImmutableArray<double> Amplitude, double Start, double Stop) : Stimulus;

/// <summary>A sine with multiplicative frozen white noise, B sin(2 pi f t) (1 + q xi(t)) (equation 36; the paper's omega = 2 is 2 Hz).</summary>
/// <param name="Amplitude">B, mA.</param>
/// <param name="Frequency">f, Hz.</param>
/// <param name="Noise">q; the noise has standard deviation q sqrt(dt) at the fine step dt, the scaling that reproduces the paper's rates.</param>
public sealed record SineStimulus(ImmutableArray<double> Amplitude, double Frequency, double Noise) : Stimulus;

/// <summary>An Ornstein-Uhlenbeck process (equation 37, Euler-Maruyama at the fine step).</summary>
/// <param name="Mean">mu, mA.</param>
/// <param name="TimeConstant">tau, s.</param>
/// <param name="Noise">q: the stationary standard deviation, mA.</param>
/// <param name="Initial">Value at time 0, mA.</param>
public sealed record OrnsteinUhlenbeckStimulus(
    ImmutableArray<double> Mean, ImmutableArray<double> TimeConstant, ImmutableArray<double> Noise, ImmutableArray<double> Initial) : Stimulus;

/// <summary>Triangular impulses (equations 38 and 39).</summary>
/// <param name="Amplitude">B: peak, mA.</param>
/// <param name="HalfWidth">d, s.</param>
/// <param name="Times">The peaks' times, s.</param>
public sealed record ImpulseStimulus(ImmutableArray<double> Amplitude, double HalfWidth, ImmutableArray<double> Times) : Stimulus;

/// <summary>A recorded input, at the model's time step, held constant within a step.</summary>
/// <param name="Values">mA.</param>
public sealed record RecordedStimulus(Spikes.Recordings.PopulationSeries<double> Values) : Stimulus;
