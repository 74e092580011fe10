namespace Spikelihood.Reports.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where, in the data's unit.</param>
/// <param name="Label">Its number; null for a minor tick.</param>
public readonly record struct Tick(double Value, string? Label);
