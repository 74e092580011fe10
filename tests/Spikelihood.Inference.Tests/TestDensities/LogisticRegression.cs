using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>The log-likelihood of yes/no answers y given covariates x: Σ y η - log(1 + exp η), η = xᵀβ; its curvature is exact.</summary>
public sealed class LogisticRegression : ILogDensity, ICurvature
{
    private readonly double[][] _covariates;
    private readonly double[] _answers;

    public LogisticRegression(int observations, double[] truth)
    {
        Dimension = truth.Length;
        var rng = new Rng(21, StreamPurpose.Test, 0);
        _covariates = new double[observations][];
        _answers = new double[observations];
        for (var row = 0; row < observations; row++)
        {
            var covariates = new double[Dimension];
            var predictor = 0.0;
            for (var i = 0; i < Dimension; i++)
            {
                covariates[i] = i == 0 ? 1 : rng.NextNormal() * i;
                predictor += covariates[i] * truth[i];
            }

            _covariates[row] = covariates;
            _answers[row] = rng.NextDouble() < 1 / (1 + Math.Exp(-predictor)) ? 1 : 0;
        }
    }

    public int Dimension { get; }

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var row = 0; row < _answers.Length; row++)
        {
            var predictor = Predictor(row, position);
            value += _answers[row] * predictor - Math.Max(predictor, 0) - Math.Log(1 + Math.Exp(-Math.Abs(predictor)));
            var residual = _answers[row] - 1 / (1 + Math.Exp(-predictor));
            for (var i = 0; i < Dimension; i++)
            {
                gradient[i] += residual * _covariates[row][i];
            }
        }

        return value;
    }

    public void Information(ReadOnlySpan<double> position, Span<double> matrix)
    {
        matrix.Clear();
        for (var row = 0; row < _answers.Length; row++)
        {
            var probability = 1 / (1 + Math.Exp(-Predictor(row, position)));
            for (var entry = 0; entry < matrix.Length; entry++)
            {
                matrix[entry] += probability * (1 - probability) * _covariates[row][entry / Dimension] * _covariates[row][entry % Dimension];
            }
        }
    }

    private double Predictor(int row, ReadOnlySpan<double> position)
    {
        var predictor = 0.0;
        for (var i = 0; i < Dimension; i++)
        {
            predictor += _covariates[row][i] * position[i];
        }

        return predictor;
    }
}
