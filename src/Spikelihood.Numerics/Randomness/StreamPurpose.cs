namespace Spikelihood.Numerics.Randomness;

/// <summary>What a random stream is for; part of its key, so that two uses of one seed never share numbers.</summary>
public enum StreamPurpose
{
    /// <summary>The frozen noise of an external input.</summary>
    Stimulus = 1,

    /// <summary>Binomial counts of a mesoscopic simulation.</summary>
    MesoscopicSpikes = 2,

    /// <summary>Bernoulli spikes of a microscopic simulation.</summary>
    MicroscopicSpikes = 3,

    /// <summary>Who is connected to whom in a microscopic network.</summary>
    Connectivity = 4,

    /// <summary>Starting points of an optimiser.</summary>
    Starts = 5,

    /// <summary>Resampling with replacement.</summary>
    Bootstrap = 6,

    /// <summary>Per-neuron parameter draws.</summary>
    Heterogeneity = 7,

    /// <summary>Seeds of the simulations that check a fitted model, so that they share no numbers with the data whatever the seeds of both.</summary>
    Predictions = 8,

    /// <summary>Where the mini-batches of a stochastic fit begin.</summary>
    MiniBatches = 20,

    /// <summary>Places of counts within their steps of a cumulative distribution.</summary>
    Residuals = 30,

    /// <summary>Seeds of the trials of one simulation.</summary>
    Trials = 31,

    /// <summary>Starting positions of chains, and their transitions: two streams a chain.</summary>
    Chains = 40,

    /// <summary>Which mode each draw of several is taken from.</summary>
    Modes = 41,

    /// <summary>Particles of sequential Monte Carlo.</summary>
    Particles = 42,

    /// <summary>Draws of normal approximations.</summary>
    Approximations = 43,

    /// <summary>Which draws of a posterior are simulated beside the data.</summary>
    PosteriorPredictions = 44,

    /// <summary>True values and data sets of a calibration.</summary>
    Calibration = 45,

    /// <summary>Numbers that only a test uses.</summary>
    Test = 99,
}
