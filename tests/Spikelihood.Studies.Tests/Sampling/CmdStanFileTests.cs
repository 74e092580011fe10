using Spikelihood.Inference.Sampling;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Sampling;
using Spikelihood.Studies.Sampling.Files;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Sampling;

public sealed class CmdStanFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CmdStanRun Run => new()
    {
        Model = "two-population",
        Chain = 2,
        Seed = 7,
        Options = new() { Draws = 50, Warmup = 300, MaximumDepth = 9 },
        Units = SomeDraws.Units,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Chains_are_read_back_bit_for_bit()
    {
        var draws = SomeDraws.Of(3, 50);
        var paths = Enumerable.Range(0, 3).Select(chain => Path($"chain-{chain + 1}.csv")).ToArray();
        for (var chain = 0; chain < 3; chain++)
        {
            CmdStanFile.Write(paths[chain], draws.Names, draws.Chains[chain], Run with { Chain = chain + 1, InverseMetric = [[1, 2, 3, 4, 5, 6]], Seconds = (3, 4.5) });
        }

        SomeDraws.ShouldBeTheSame(CmdStanFile.ReadAll(paths), draws);
        CmdStanFile.Read(paths[0]).Units.ShouldBe(SomeDraws.Units);
        Directory.GetFiles(_folder.Path).Length.ShouldBe(3);
    }

    [Fact]
    public void Draws_of_no_chain_are_read_back_too()
    {
        var draws = SomeDraws.Of(1, 20);
        var independent = new PosteriorDraws(draws.Names, [draws.Chains[0] with { Transitions = [] }]);
        CmdStanFile.Write(Path("laplace.csv"), draws.Names, independent.Chains[0], Run);
        File.ReadAllText(Path("laplace.csv")).ShouldContain("#     algorithm = fixed_param\n");
        SomeDraws.ShouldBeTheSame(CmdStanFile.ReadAll([Path("laplace.csv")]), independent);
    }

    [Fact]
    public void The_file_has_the_layout_of_CmdStan_line_by_line()
    {
        var metric = CmdStanRun.Invert(new DenseMetricOfTwo(), MetricShape.Dense);
        var draws = new ChainDraws([1.5, -2e-9, 0.25, 3], [-10.5, -11], [new(0.9, 0.125, 3, 7, false, 12.5), new(1, 0.125, 2, 3, true, 13)]);
        CmdStanFile.Write(Path("c.csv"), ["w[E,I]", "tau_m[E]"], draws, Run with { Units = ["mV", "s"], InverseMetric = metric, Seconds = (3, 4.5) });
        File.ReadAllText(Path("c.csv")).ShouldBe(
            """
            # stan_version_major = 2
            # stan_version_minor = 36
            # stan_version_patch = 0
            # model = two_population
            # method = sample (Default)
            #   sample
            #     num_samples = 2
            #     num_warmup = 300
            #     save_warmup = 0
            #     thin = 1
            #     adapt
            #       engaged = 1
            #       delta = 0.8
            #     algorithm = hmc (Default)
            #       hmc
            #         engine = nuts (Default)
            #           nuts
            #             max_depth = 9
            #         metric = dense_e
            #         stepsize = 0.125
            #         stepsize_jitter = 0
            # id = 2
            # random
            #   seed = 7
            # Written by Spikelihood in the layout of CmdStan. What the columns are, and their units:
            # column w_E_I: w[E,I] (mV)
            # column tau_m_E: tau_m[E] (s)
            lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,w_E_I,tau_m_E
            # Adaptation terminated
            # Step size = 0.125
            # Elements of inverse mass matrix:
            # 2, 0.5
            # 0.5, 3
            -10.5,0.9,0.125,3,7,0,12.5,1.5,-2E-09
            -11,1,0.125,2,3,1,13,0.25,3
            #@
            #  Elapsed Time: 3 seconds (Warm-up)
            #                4.5 seconds (Sampling)
            #                7.5 seconds (Total)
            #@

            """.Replace("@", " ", StringComparison.Ordinal).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Other_engines_and_metrics_are_said_to_be_what_they_are()
    {
        var draws = SomeDraws.Of(1, 5);
        CmdStanFile.Write(Path("s.csv"), draws.Names, draws.Chains[0], Run with
        {
            Options = new() { TrajectoryLength = 1.5 },
            InverseMetric = CmdStanRun.Invert(new DenseMetricOfTwo(), MetricShape.Diagonal),
        });
        var text = File.ReadAllText(Path("s.csv"));
        text.ShouldContain("#         engine = static\n#           static\n#             int_time = 1.5\n");
        text.ShouldContain("#         metric = diag_e\n");
        text.ShouldContain("# Diagonal elements of inverse mass matrix:\n# 2, 3\n");
        text.ShouldNotContain("Elapsed");
    }

    [Fact]
    public void Columns_are_plain_and_no_two_are_alike()
    {
        CmdStanColumns.For(["w[E,I]", "w[E_I]", "w_E_I_2", "w[E,I] ", "tau__m", "1/x", "τ", "", "a__"])
            .ShouldBe(["w_E_I", "w_E_I_2", "w_E_I_2_2", "w_E_I_3", "tau_m", "p_1_x", "p", "p_2", "a"]);
    }

    [Fact]
    public void Files_of_CmdStan_itself_are_read_without_their_warm_up()
    {
        var chain = CmdStanFile.Read(_folder.Write("plain.csv",
            """
            # method = sample (Default)
            #     save_warmup = true
            lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,mu,theta.1,w.1.2
            -9,0.9,0.5,2,3,0,11,7,7,7
            # Adaptation terminated
            # Step size = 0.4
            # Diagonal elements of inverse mass matrix:
            # 1, 1, 1
            -7.5,1,0.4,2,3,1,8,0.5,1e-3,-2
            -7.25,0.75,0.4,1,1,0,9,nan,inf,-inf
            #
            #  Elapsed Time: 0.01 seconds (Warm-up)
            """));
        chain.Names.ShouldBe(["mu", "theta[1]", "w[1,2]"]);
        chain.Units.ShouldBe(["", "", ""]);
        chain.Draws.Values.ShouldBe([0.5, 1e-3, -2, double.NaN, double.PositiveInfinity, double.NegativeInfinity]);
        chain.Draws.LogDensities.ShouldBe([-7.5, -7.25]);
        chain.Draws.Transitions.ShouldBe([new(1, 0.4, 2, 3, true, 8), new(0.75, 0.4, 1, 1, false, 9)]);
    }

    [Theory]
    [InlineData("", "has no header line")]
    [InlineData("# method = sample\n", "has no header line")]
    [InlineData("time_s,E\n0,1\n", "line 1: is not the header of a file of draws")]
    [InlineData("lp__,a\n", "has a header but no draws")]
    [InlineData("# x\nlp__,a\n1,2\n1,2,3\n", "line 4: has 3 fields, but the header has 2; was the file cut short?")]
    [InlineData("lp__,a\n1\n", "line 2: has 1 field, but the header has 2")]
    [InlineData("lp__,a\n1,NA\n", "line 2: \"NA\" is not a number; column a needs one.")]
    [InlineData("lp__,a,a\n1,2,3\n", "line 1: the header names \"a\" twice")]
    [InlineData("# column b: w[E,I] (mV)\nlp__,a\n1,2\n", "line 2: there is no column b")]
    [InlineData("lp__,accept_stat__,stepsize__,int_time__,energy__,a\n1,1,1,1,1,1\n", "line 1: there is no column treedepth__")]
    public void A_wrong_file_is_answered_with_its_place(string text, string expected)
    {
        var path = _folder.Write("wrong.csv", text);
        var message = Should.Throw<InputException>(() => CmdStanFile.Read(path)).Message;
        message.ShouldStartWith(path);
        message.ShouldContain(expected);
    }

    [Fact]
    public void Chains_that_do_not_belong_together_are_refused()
    {
        var first = _folder.Write("1.csv", "lp__,a\n1,2\n");
        Should.Throw<InputException>(() => CmdStanFile.ReadAll([first, _folder.Write("2.csv", "lp__,b\n1,2\n")])).Message.ShouldContain("has other parameters than");
        Should.Throw<InputException>(() => CmdStanFile.ReadAll([first, _folder.Write("3.csv", "lp__,a\n1,2\n1,2\n")])).Message.ShouldContain("has 2 draws, but");
        Should.Throw<InputException>(() => CmdStanFile.Read(Path("none.csv"))).Message.ShouldContain("there is no such file");
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private sealed class DenseMetricOfTwo : IMetric
    {
        public int Dimension => 2;

        public void DrawMomentum(ref Numerics.Randomness.Rng rng, Span<double> momentum) => throw new NotSupportedException();

        public void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity) =>
            (velocity[0], velocity[1]) = (2 * momentum[0] + 0.5 * momentum[1], 0.5 * momentum[0] + 3 * momentum[1]);

        public void Variances(Span<double> variances) => (variances[0], variances[1]) = (2, 3);
    }
}
