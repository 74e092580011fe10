namespace Spikelihood.Inference.Evidence;

/// <summary>
/// The optimal bridge between draws of a density p = Z π and draws of a proposal q, given log p - log q at both. Meng and Wong's iteration (1996) has one
/// fixed point, which is where the two sides of
/// <c>mean_q[σ(l + c - log Z)] / s₁ = mean_π[σ(log Z - l - c)] / s₂</c> cross, σ the logistic function, l the log ratio, s₁ and s₂ the shares of both samples
/// and c = log s₁/s₂. The left side falls with log Z and the right side rises, so bisection finds it without fail.
/// </summary>
internal sealed class Bridge
{
    private const int Bisections = 200;
    private readonly double[][] _posterior;
    private readonly double[] _proposal;
    private readonly double _share;
    private readonly double _offset;

    /// <summary>Builds the bridge.</summary>
    /// <param name="posterior">log p - log q at draws of π, one array a chain.</param>
    /// <param name="proposal">The same at draws of q; minus infinity where p vanishes.</param>
    /// <param name="effective">How many independent draws those of π are worth.</param>
    public Bridge(double[][] posterior, double[] proposal, double effective)
    {
        (_posterior, _proposal) = (posterior, proposal);
        _share = effective / (effective + proposal.Length);
        _offset = Math.Log(_share / (1 - _share));
        LogConstant = Cross();
        Error = double.IsFinite(LogConstant) ? StandardError() : double.PositiveInfinity;
    }

    /// <summary>log Z; minus infinity when p vanishes at every draw of q.</summary>
    public double LogConstant { get; }

    /// <summary>
    /// The standard error of log Z: Frühwirth-Schnatter 2004, "Estimating marginal likelihoods for mixture and Markov switching models using bridge sampling
    /// techniques", The Econometrics Journal 7; the draws of π enter with the autocorrelation of what is averaged over them.
    /// </summary>
    public double Error { get; }

    private double Cross()
    {
        var finite = _proposal.Where(double.IsFinite).ToArray();
        if (finite.Length == 0)
        {
            return double.NegativeInfinity;
        }

        var all = _posterior.SelectMany(chain => chain).Concat(finite).ToArray();
        double lower = all.Min() - 1, upper = all.Max() + 1;

        // Beyond the smallest and largest ratio by what the shares and vanishing draws can add, the sides have certainly crossed.
        var margin = Math.Abs(_offset) + Math.Log(_proposal.Length + (double)all.Length) + 1;
        (lower, upper) = (lower - margin, upper + margin);
        for (var step = 0; step < Bisections && upper - lower > 1e-13 * Math.Max(Math.Abs(lower), 1); step++)
        {
            var middle = 0.5 * (lower + upper);
            var gap = _proposal.Average(l => Logistic(l + _offset - middle)) / _share
                - _posterior.SelectMany(chain => chain).Average(l => Logistic(middle - l - _offset)) / (1 - _share);
            (lower, upper) = gap > 0 ? (middle, upper) : (lower, middle);
        }

        return 0.5 * (lower + upper);
    }

    private double StandardError()
    {
        var ofProposal = _proposal.Select(l => Logistic(l + _offset - LogConstant)).ToArray();
        var ofPosterior = _posterior.Select(chain => chain.Select(l => Logistic(LogConstant - l - _offset)).ToArray()).ToArray();
        var draws = ofPosterior.Sum(chain => chain.Length);
        var correlation = AutocorrelationTime.Of(ofPosterior);
        return Math.Sqrt(RelativeVariance(ofProposal) / ofProposal.Length + RelativeVariance([.. ofPosterior.SelectMany(x => x)]) * correlation / draws);
    }

    private static double RelativeVariance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (Math.Max(values.Length - 1, 1) * mean * mean);
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
