namespace Spikelihood.Inference.Calibration;

/// <summary>What the ranks of one quantity say of the posterior.</summary>
public enum CalibrationVerdict
{
    /// <summary>As uniform as ranks of a right posterior are.</summary>
    Calibrated,

    /// <summary>The truth is too often in the tails: the posterior is too narrow.</summary>
    OverConfident,

    /// <summary>The truth is too seldom in the tails: the posterior is too wide.</summary>
    UnderConfident,

    /// <summary>The posterior lies too high.</summary>
    TooHigh,

    /// <summary>The posterior lies too low.</summary>
    TooLow,

    /// <summary>Not uniform, but neither tilted nor bent.</summary>
    Uneven,
}
