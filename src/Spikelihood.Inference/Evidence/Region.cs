namespace Spikelihood.Inference.Evidence;

/// <summary>A part of space, such as the neighbourhood of one mode (<see cref="NearestMode.Of"/>). Cheap, and safe to call from several threads.</summary>
/// <param name="position">Where.</param>
/// <returns>Whether the position belongs to it.</returns>
public delegate bool Region(ReadOnlySpan<double> position);
