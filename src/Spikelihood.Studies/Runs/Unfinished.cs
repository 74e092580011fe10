namespace Spikelihood.Studies.Runs;

/// <summary>What to do with the checkpoint of a run that did not end.</summary>
public enum Unfinished
{
    /// <summary>Go on from it; refuse when it belongs to other work.</summary>
    GoOn,

    /// <summary>Go on from it; throw it away when it belongs to other work.</summary>
    GoOnOrBeginAnew,

    /// <summary>Throw it away.</summary>
    BeginAnew,
}
