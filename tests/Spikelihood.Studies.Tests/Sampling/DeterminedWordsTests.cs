using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Sampling;

public class DeterminedWordsTests
{
    private static readonly Lazy<MesoGifProblem> Problem = new(() =>
    {
        var study = SmallStudy.Of(infer: "[w, c, J_theta, tau_theta]");
        return new(study, study.Load());
    });

    /// <summary>
    /// c and J_theta 30 % and together within 4 %, tau_theta 12 % against them; w[E,I] 5 %, w[E,E] of either sign, w[I,E] as wide as its prior; the
    /// others to 2 %. In another order than the problem's.
    /// </summary>
    private static readonly PosteriorDraws Draws = FactorialDraws.Of(
        8,
        ("c[E]", z => 10 * Math.Exp(0.3 * z[0])),
        ("J_theta[E]", z => 0.3 * Math.Exp(0.3 * z[0] + 0.04 * z[1])),
        ("tau_theta[E]", z => 0.06 * Math.Exp(-0.12 * z[0] + 0.05 * z[2])),
        ("w[E,E]", z => 0.1 + 0.5 * z[3]),
        ("w[E,I]", z => -5 * Math.Exp(0.05 * z[4])),
        ("w[I,E]", z => 1.2 + 4 * z[5]),
        ("w[I,I]", z => -5 * Math.Exp(0.02 * z[6])),
        ("c[I]", z => 10 * Math.Exp(0.02 * z[7])));

    private static readonly Lazy<Determined> Result = new(() => DeterminedWords.Of(Problem.Value, Draws));

    [Fact]
    public void Names_what_the_data_leave_to_the_prior()
    {
        Result.Value.Contraction["w[I,E]"].ShouldBe(0, 1e-12);
        Result.Value.Contraction["w[E,E]"].ShouldBe(1 - 0.25 / 16, 1e-12);
        Result.Value.Sentences[0].ShouldBe("The data leave w[I,E] to the prior: its contraction is below 0.1 (0.00).");
    }

    [Fact]
    public void Says_so_when_nothing_is_left_to_the_prior()
    {
        var narrow = FactorialDraws.Of(8, [.. Draws.Names.Select((name, i) => (name, (Func<double[], double>)(z => (name[0] == 'w' ? 2 : 0.3) * Math.Exp(0.1 * z[i]))))]);
        DeterminedWords.Of(Problem.Value, narrow).Sentences[0].ShouldStartWith("The data narrow every parameter; least ");
    }

    [Fact]
    public void Names_the_ratio_that_is_known_better_than_its_members() =>
        Result.Value.Sentences.ShouldContain(sentence => sentence.Contains("c[E]/J_theta[E] is known to 4 %, ", StringComparison.Ordinal) && sentence.Contains(" alone to 30 %", StringComparison.Ordinal));

    [Fact]
    public void The_worst_known_combination_is_the_first_principal_direction()
    {
        // w[I,E] is as wide as its prior, 4 mV; in units of delta_u = 5 mV that is 0.8, the largest of all.
        Result.Value.Sentences.ShouldContain("The worst known combination: w[I,E] up by 4 mV, which is one standard deviation of the posterior.");
        var without = DeterminedWords.Of(Problem.Value, Replaced("w[I,E]", z => 1.2 * Math.Exp(0.02 * z[5])));
        without.Sentences.ShouldContain(
            "The worst known combination: J_theta[E] up by 30 % with c[E] up by 30 %, tau_theta[E] down by 12 %, which is one standard deviation of the posterior.");
    }

    [Fact]
    public void The_best_known_combination_is_as_well_known_as_it_says()
    {
        // Along the ridge a sum of three logarithms; at right angles to it nothing moves but 0.4 %.
        var draws = FactorialDraws.Of(
            8,
            [.. Draws.Names.Select((name, i) => (name, (Func<double[], double>)(name switch
            {
                "c[E]" => z => 10 * Math.Exp(0.3 * z[0]),
                "J_theta[E]" => z => 0.3 * Math.Exp(0.3 * z[0] + 0.004 * z[1]),
                _ => z => -3 * Math.Exp(0.1 * z[i]) * (name[0] == 'w' ? 1 : -1),
            })))]);
        DeterminedWords.Of(Problem.Value, draws).Sentences.ShouldContain(sentence =>
            sentence.StartsWith("The best known combination is log ", StringComparison.Ordinal) && sentence.Contains(" - log ", StringComparison.Ordinal) && sentence.EndsWith(": to 0.4 %.", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_independent_parameters_the_best_known_one_is_named_alone()
    {
        var independent = FactorialDraws.Of(8, [.. Draws.Names.Select((name, i) => (name, (Func<double[], double>)(z => 3 * Math.Exp((0.05 + 0.01 * i) * z[i]))))]);
        DeterminedWords.Of(Problem.Value, independent).Sentences.ShouldContain("No combination is known better than c[E] alone: to 5 %.");
    }

    [Fact]
    public void A_negative_weight_is_stronger_where_its_logarithm_rises()
    {
        var draws = Replaced("w[I,E]", z => -2 * Math.Exp(0.9 * z[5]));
        DeterminedWords.Of(Problem.Value, draws).Sentences.ShouldContain(sentence => sentence.StartsWith("The worst known combination: w[I,E] weaker by a factor of 2.5", StringComparison.Ordinal)
            || sentence.StartsWith("The worst known combination: w[I,E] stronger by a factor of 2.5", StringComparison.Ordinal));
    }

    [Fact]
    public void Correlations_are_those_of_natural_values()
    {
        var (c, j) = (Draws.Names.IndexOf("c[E]"), Draws.Names.IndexOf("J_theta[E]"));
        double[] first = [.. Draws.Of(c).SelectMany(chain => chain)], second = [.. Draws.Of(j).SelectMany(chain => chain)];
        var expected = MathNet.Numerics.Statistics.Correlation.Pearson(first, second);
        Result.Value.Correlation[c][j].ShouldBe(expected, 1e-12);
        Result.Value.Correlation[j][c].ShouldBe(expected, 1e-12);
        Result.Value.Correlation[c][c].ShouldBe(1);
        Result.Value.Sentences.ShouldContain(sentence => sentence.StartsWith("Strongest correlations: c[E] and J_theta[E] 0.99", StringComparison.Ordinal));
    }

    [Fact]
    public void The_Fisher_information_shows_where_the_prior_helped()
    {
        var information = new IdentifiabilityRecord
        {
            At = "the best point",
            Inferred = 8,
            Determined = 8,
            Sentences = ["8 parameters are inferred"],
            Parameters = [new("c[E]", 10, true, 9, 1), new("c[I]", 10, true, 0.2, 0.1)],
        };
        DeterminedWords.Of(Problem.Value, Draws, information).Sentences[^1].ShouldBe(
            "By the prior narrower than by the Fisher information of the data alone: c[E] 30 % instead of a factor of 2.5.");
    }

    [Fact]
    public void Draws_that_do_not_move_are_no_accident_to_fail_at()
    {
        var result = DeterminedWords.Of(Problem.Value, Replaced("c[I]", _ => 10));
        result.Contraction["c[I]"].ShouldBe(1);
        result.Correlation.SelectMany(row => row).ShouldAllBe(value => double.IsFinite(value));
        result.Sentences.ShouldNotBeEmpty();
    }

    private static PosteriorDraws Replaced(string name, Func<double[], double> value)
    {
        var changed = FactorialDraws.Of(8, (name, value));
        var place = Draws.Names.IndexOf(name);
        return Draws with
        {
            Chains = [.. Draws.Chains.Select((chain, c) => chain with
            {
                Values = [.. chain.Values.Select((old, i) => i % Draws.Names.Length == place ? changed.Chains[c].Values[i / Draws.Names.Length] : old)],
            })],
        };
    }
}
