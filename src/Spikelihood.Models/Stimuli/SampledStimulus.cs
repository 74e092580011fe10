using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Stimuli;

/// <summary>
/// One realisation of a <see cref="Stimulus"/>, mA. Both series say the same: <see cref="Coarse"/> is <see cref="Fine"/> averaged over each model
/// step,
/// so that the microscopic and the mesoscopic model see the same input (René 2020, section 4.8).
/// </summary>
/// <param name="Fine">At the fine step, for microscopic models and for figures.</param>
/// <param name="Coarse">At the model's time step: what <c>stimulus.csv</c> and the mesoscopic model take.</param>
public sealed record SampledStimulus(PopulationSeries<double> Fine, PopulationSeries<double> Coarse);
