namespace Spikelihood.Inference.Starts;

/// <summary>How far a many-start optimisation is. Reports come one at a time, from whichever thread finished a start.</summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Stages">How many stages there are.</param>
/// <param name="StageName">Its name.</param>
/// <param name="Finished">Starts that finished this stage.</param>
/// <param name="Starts">Starts that take part in this stage.</param>
/// <param name="Best">The best value of this stage so far, nats.</param>
/// <param name="Evaluations">Evaluations of all stages and starts so far.</param>
public readonly record struct MultiStartProgress(
    int Stage, int Stages, string StageName, int Finished, int Starts, double Best, long Evaluations);
