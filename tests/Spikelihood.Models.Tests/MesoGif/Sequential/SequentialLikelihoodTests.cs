using Spikelihood.Models.MesoGif;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif.Sequential;

public class SequentialLikelihoodTests
{
    public static TheoryData<string> Cases => MesoGifLikelihoodTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_piece_from_the_silent_start_is_the_likelihood_of_all_data(string name)
    {
        var test = MesoGifCase.All[name]();
        var whole = new MesoGifLikelihood(test.Network, test.Counts, test.Stimulus, test.From, Workers.One);
        var pieces = Bind(test);
        var values = whole.Layout.Read(test.Network);
        double[] expected = new double[values.Length], gradient = new double[values.Length];
        var value = whole.ValueAndGradient(values, expected);
        pieces.ValueAndGradient(values, MesoGifState.Silent(test.Network), test.Counts.Steps, gradient, test.From).ShouldBe(value, 1e-9);
        var largest = expected.Select((derivative, i) => Math.Abs(derivative * values[i])).Max();
        for (var i = 0; i < gradient.Length; i++)
        {
            // A derivative counts by what it means for a change of the parameter by its own size.
            var unit = Math.Max(Math.Abs(values[i]), 1e-3);
            (gradient[i] * unit).ShouldBe(expected[i] * unit, 1e-9 * Math.Max(1, largest), whole.Layout.All[i].Name);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pieces_add_up_to_the_likelihood_of_all_data(string name)
    {
        var test = MesoGifCase.All[name]();
        var whole = new MesoGifLikelihood(test.Network, test.Counts, test.Stimulus, 0, Workers.One);
        var pieces = Bind(test);
        var values = whole.Layout.Read(test.Network);
        var gradient = new double[values.Length];
        var state = MesoGifState.Silent(test.Network);
        var sum = 0.0;
        foreach (var length in Cut(test.Counts.Steps))
        {
            sum += pieces.ValueAndGradient(values, state, length, gradient);
            state = pieces.Advance(values, state, length);
        }

        state.Step.ShouldBe(test.Counts.Steps);
        sum.ShouldBe(whole.Value(values), 1e-9 * Math.Max(1, Math.Abs(sum)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_state_carried_in_pieces_is_that_of_one_run_to_the_last_bit(string name)
    {
        var test = MesoGifCase.All[name]();
        var pieces = Bind(test);
        var values = pieces.Layout.Read(test.Network);
        var once = pieces.Advance(values, MesoGifState.Silent(test.Network), test.Counts.Steps);
        var carried = MesoGifState.Silent(test.Network);
        foreach (var length in Cut(test.Counts.Steps))
        {
            carried = pieces.Advance(values, carried, length);
        }

        for (var i = 0; i < once.Populations.Length; i++)
        {
            var (one, other) = (once.Populations[i], carried.Populations[i]);
            (other.Potential, other.FreeRate, other.Free, other.FreeVariance).ShouldBe((one.Potential, one.FreeRate, one.Free, one.FreeVariance));
            other.Filtered.ShouldBe(one.Filtered);
            other.Adaptation.ShouldBe(one.Adaptation);
            other.Spikes.ShouldBe(one.Spikes);
            other.Reset.ShouldBe(one.Reset);
            other.Survivors.ShouldBe(one.Survivors);
            other.Variance.ShouldBe(one.Variance);
            other.Rate.ShouldBe(one.Rate);
        }
    }

    [Fact]
    public void Impossible_parameters_have_likelihood_zero()
    {
        var test = MesoGifCase.All["two adaptation components"]();
        var pieces = Bind(test);
        var values = pieces.Layout.Read(test.Network);
        values[pieces.Layout.Select(["tau_m[P0]"])[0]] = -0.01;
        pieces.ValueAndGradient(values, MesoGifState.Silent(test.Network), 50, new double[values.Length]).ShouldBe(double.NegativeInfinity);
        Should.Throw<ArgumentException>(() => pieces.Advance(values, MesoGifState.Silent(test.Network), 50));
    }

    private static SequentialLikelihood Bind(MesoGifCase test) => new(test.Network, test.Counts, test.Stimulus);

    /// <summary>Uneven pieces, the first of one step.</summary>
    private static IEnumerable<int> Cut(int steps)
    {
        for (int done = 0, length = 1; done < steps; length = 3 * length + 1)
        {
            var piece = Math.Min(length, steps - done);
            yield return piece;
            done += piece;
        }
    }
}
