using System.Diagnostics;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling;

/// <summary>Watches chains while they run and says, every second or so, how far they are and how good their draws.</summary>
/// <param name="density">The posterior.</param>
/// <param name="plan">How long the chains run.</param>
/// <param name="phase">What is going on, in words.</param>
/// <param name="tell">Is told.</param>
internal sealed class ChainWatch(Posterior density, SamplingPlan plan, string phase, Action<SampleStatus>? tell)
{
    /// <summary>Fewer draws of a chain say nothing of R-hat.</summary>
    private const int FewestDraws = 20;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, ChainStatus> _chains = [];
    private readonly Dictionary<int, List<double[]>> _draws = [];
    private long _last;
    private double _expected = plan.Draws ?? SamplingPlan.FirstDraws;

    /// <summary>Takes in a transition; safe to call from several threads.</summary>
    public void Note(ChainProgress step)
    {
        if (tell is null)
        {
            return;
        }

        lock (_gate)
        {
            var warming = step.Draws == 0;
            _chains[step.Chain] = new(
                warming,
                warming ? step.Warmup : step.Draws,
                warming ? plan.Options.Warmup : plan.Draws,
                warming ? 0 : step.Divergences,
                step.Info.StepSize,
                step.Gradients);
            if (!warming)
            {
                var natural = new double[density.Dimension];
                density.Coordinates.ToNatural(step.State.Position.AsSpan(), natural);
                (_draws.TryGetValue(step.Chain, out var own) ? own : _draws[step.Chain] = []).Add(natural);
            }

            if (Stopwatch.GetElapsedTime(_last) >= Between)
            {
                _last = Stopwatch.GetTimestamp();
                tell(Status());
            }
        }
    }

    private SampleStatus Status()
    {
        var draws = Judged();
        if (plan.Draws is null && draws is not null)
        {
            var done = _draws.Values.Min(chain => chain.Count);
            _expected = Math.Clamp(done * plan.EffectiveDraws / Math.Max(draws.Ess, 1), SamplingPlan.FirstDraws, SamplingPlan.MostDraws);
        }

        var each = plan.Options.Warmup + _expected;
        var share = _chains.Values.Sum(chain => Math.Min(each, chain.WarmingUp ? chain.Done : plan.Options.Warmup + chain.Done)) / (plan.Chains * each);
        return new(phase, share) { Chains = [.. _chains.Values], Draws = draws };
    }

    private DrawsStatus? Judged()
    {
        var count = _draws.Count == plan.Chains ? _draws.Values.Min(chain => chain.Count) : 0;
        if (count < FewestDraws)
        {
            return null;
        }

        var names = density.Parameters.Parameters;
        var judged = Enumerable.Range(0, density.Dimension).Select(parameter =>
        {
            double[][] draws = [.. _draws.OrderBy(chain => chain.Key).Select(chain => chain.Value.Take(count).Select(draw => draw[parameter]).ToArray())];
            var convergence = Convergence.Of(draws);
            return (names[parameter].Name, convergence.Rhat, Ess: Math.Min(convergence.EssBulk, convergence.EssTail));
        }).ToArray();
        var (apart, few) = (judged.MaxBy(parameter => parameter.Rhat), judged.MinBy(parameter => parameter.Ess));
        return new(apart.Rhat, apart.Name, few.Ess, few.Name);
    }
}
