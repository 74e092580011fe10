namespace Spikelihood.Models.Networks;

/// <summary>One number for each (target, source) pair of populations; rows are targets, columns sources.</summary>
public sealed class SquareTable : IEquatable<SquareTable>
{
    private readonly double[,] _values;

    /// <summary>Copies <paramref name="values"/>[target, source].</summary>
    public SquareTable(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetLength(0) != values.GetLength(1))
        {
            throw new ArgumentException("A table of connections is square.", nameof(values));
        }

        _values = (double[,])values.Clone();
    }

    /// <summary>The number of populations.</summary>
    public int Size => _values.GetLength(0);

    /// <summary>The value from <paramref name="source"/> to <paramref name="target"/>.</summary>
    public double this[int target, int source] => _values[target, source];

    /// <summary>The same value for all pairs of <paramref name="size"/> populations.</summary>
    public static SquareTable Uniform(int size, double value) => Build(size, (_, _) => value);

    /// <summary>A table from a rule.</summary>
    public static SquareTable Build(int size, Func<int, int, double> value)
    {
        var values = new double[size, size];
        for (var target = 0; target < size; target++)
        {
            for (var source = 0; source < size; source++)
            {
                values[target, source] = value(target, source);
            }
        }

        return new SquareTable(values);
    }

    /// <inheritdoc/>
    public bool Equals(SquareTable? other) =>
        other is not null && Size == other.Size && _values.Cast<double>().SequenceEqual(other._values.Cast<double>());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SquareTable);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Cast<double>().Aggregate(Size, HashCode.Combine);
}
