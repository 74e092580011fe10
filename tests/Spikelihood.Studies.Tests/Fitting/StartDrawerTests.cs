using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Tests.Fitting;

public class StartDrawerTests
{
    private const string Everything = "[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]";
    private static readonly string Short = SmallStudy.Simulated.Replace("3 s", "2 s", StringComparison.Ordinal);

    [Fact]
    public void Starts_are_fixed_by_the_seed_and_their_number()
    {
        var problem = Problem(Short);
        var (drawer, again, other) = (Drawer(problem, 1), Drawer(problem, 1), Drawer(problem, 2));
        var first = drawer.Draw(0, 0, 0.001);
        // Neither the order of drawing nor what was drawn before matters.
        again.Draw(1, 0, 0.001).ShouldNotBe(first);
        again.Draw(0, 0, 0.001).ShouldBe(first);
        other.Draw(0, 0, 0.001).ShouldNotBe(first);
    }

    [Fact]
    public void Every_start_is_finite_and_its_time_constants_can_be_seen_in_the_data()
    {
        var problem = Problem(Short);
        var screen = FitStages.Plan(problem, problem.OfAllData(Numerics.Parallelism.Workers.One), 1, null).Screen;
        var drawer = Drawer(problem, 7);
        for (var index = 0; index < 12; index++)
        {
            var start = drawer.Draw(index, 0, 0.001);
            var (natural, gradient) = (new double[start.Length], new double[start.Length]);
            problem.Coordinates.ToNatural(start.AsSpan(), natural);
            double.IsFinite(screen.Evaluate(start.AsSpan(), gradient)).ShouldBeTrue();
            gradient.ShouldAllBe(slope => double.IsFinite(slope));
            foreach (var (parameter, value) in problem.Parameters.Parameters.Zip(natural))
            {
                parameter.Prior.Support.Contains(value).ShouldBeTrue(parameter.Name);
                if (parameter.Name.StartsWith("tau", StringComparison.Ordinal))
                {
                    value.ShouldBeInRange(0.001 - 1e-12, problem.ScoredDuration / (parameter.Name.StartsWith("tau_theta", StringComparison.Ordinal) ? 2 : 20) + 1e-12, parameter.Name);
                }
            }

            foreach (var (place, population) in problem.Coordinates.HazardPlaces())
            {
                start[place].ShouldBe(Math.Log(1.2 * problem.Mean.Activity[population]), 0.5);
            }
        }
    }

    [Fact]
    public void Starts_of_a_fit_of_the_escape_rate_alone_differ()
    {
        var problem = Problem(Short, infer: "[\"c[E]\"]");
        var drawer = Drawer(problem, 7);
        Enumerable.Range(0, 5).Select(index => drawer.Draw(index, 0, 0.001)[0]).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void Silent_data_have_starts_too()
    {
        var problem = Problem(Short, SmallStudy.Model.Replace("c: 10", "c: 0", StringComparison.Ordinal));
        problem.Mean.Activity.ShouldBe([0, 0]);
        Drawer(problem, 1).Draw(0, 0, 0.001).ShouldAllBe(z => double.IsFinite(z));
    }

    private static StartDrawer Drawer(MesoGifProblem problem, ulong seed) =>
        new(problem, FitStages.Plan(problem, problem.OfAllData(Numerics.Parallelism.Workers.One), 1, null).Screen, seed);

    private static MesoGifProblem Problem(string data, string model = SmallStudy.Model, string infer = Everything)
    {
        var study = SmallStudy.Of(data, infer, "burn_in: 0.5 s", model: model);
        return new(study, study.Load());
    }
}
