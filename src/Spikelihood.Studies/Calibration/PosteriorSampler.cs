using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Calibration;

/// <summary>Draws from the posterior of one data set, on the calling thread alone; depends on its arguments and nothing else.</summary>
/// <param name="study">The study.</param>
/// <param name="data">The data; the network has the study's own values, not those behind the data.</param>
/// <param name="seed">Decides every random choice.</param>
/// <param name="cancellation">Stops.</param>
/// <exception cref="FitFailedException">When there is no posterior to draw from.</exception>
public delegate CalibrationDraws PosteriorSampler(StudyDescription study, StudyData data, ulong seed, CancellationToken cancellation);
