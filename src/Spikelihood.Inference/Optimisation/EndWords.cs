namespace Spikelihood.Inference.Optimisation;

/// <summary>End states in the words that files and tables use.</summary>
public static class EndWords
{
    /// <summary>For example <c>iteration limit</c>.</summary>
    public static string InWords(this OptimisationEnd end) => end switch
    {
        OptimisationEnd.Converged => "converged",
        OptimisationEnd.Abandoned => "abandoned",
        OptimisationEnd.IterationLimit => "iteration limit",
        OptimisationEnd.LineSearchFailed => "line search failed",
        OptimisationEnd.NotFinite => "not finite",
        OptimisationEnd.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "An unknown end state."),
    };
}
