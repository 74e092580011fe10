namespace Spikelihood.Models.MesoGif;

/// <summary>What a cohort sweep does beyond the common work; a type rather than a flag, so that each variant is compiled on its own.</summary>
internal interface ICohortPath
{
    /// <summary>Whether older cohorts' spikes raise the threshold.</summary>
    static abstract bool Adapts { get; }

    /// <summary>Whether the sweep keeps its history for the way back.</summary>
    static abstract bool Records { get; }
}

/// <summary>Value only, no adaptation.</summary>
internal readonly struct PlainSum : ICohortPath
{
    public static bool Adapts => false;

    public static bool Records => false;
}

/// <summary>Value only, with adaptation.</summary>
internal readonly struct AdaptingSum : ICohortPath
{
    public static bool Adapts => true;

    public static bool Records => false;
}

/// <summary>History kept, no adaptation.</summary>
internal readonly struct PlainRecord : ICohortPath
{
    public static bool Adapts => false;

    public static bool Records => true;
}

/// <summary>History kept, with adaptation.</summary>
internal readonly struct AdaptingRecord : ICohortPath
{
    public static bool Adapts => true;

    public static bool Records => true;
}
