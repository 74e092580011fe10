namespace Spikelihood.Models.MesoGif.Stationary;

/// <summary>A few linear equations, by elimination with pivots.</summary>
internal static class SmallLinearSystem
{
    /// <summary>Solves matrix x = right (row by row; both are used up, the solution replaces <paramref name="right"/>); returns the determinant.</summary>
    public static double Solve(Span<double> matrix, Span<double> right)
    {
        var size = right.Length;
        var determinant = 1.0;
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
            {
                pivot = Math.Abs(matrix[row * size + column]) > Math.Abs(matrix[pivot * size + column]) ? row : pivot;
            }

            if (pivot != column)
            {
                determinant = -determinant;
                for (var j = 0; j < size; j++)
                {
                    (matrix[pivot * size + j], matrix[column * size + j]) = (matrix[column * size + j], matrix[pivot * size + j]);
                }

                (right[pivot], right[column]) = (right[column], right[pivot]);
            }

            determinant *= matrix[column * size + column];
            for (var row = column + 1; row < size; row++)
            {
                var factor = matrix[row * size + column] / matrix[column * size + column];
                for (var j = column; j < size; j++)
                {
                    matrix[row * size + j] -= factor * matrix[column * size + j];
                }

                right[row] -= factor * right[column];
            }
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var j = row + 1; j < size; j++)
            {
                right[row] -= matrix[row * size + j] * right[j];
            }

            right[row] /= matrix[row * size + row];
        }

        return determinant;
    }
}
