namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>Whether births leave the window in the rows that a sweep over nodes goes through; a type, so that each variant is compiled on its own.</summary>
internal interface INodePhase
{
    /// <summary>Whether one birth leaves after every row.</summary>
    static abstract bool Leaves { get; }
}

/// <summary>Rows below K: everybody stays.</summary>
internal readonly struct Staying : INodePhase
{
    public static bool Leaves => false;
}

/// <summary>Rows from K on.</summary>
internal readonly struct Leaving : INodePhase
{
    public static bool Leaves => true;
}
