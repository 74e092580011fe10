using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Sampling;

public sealed class SamplerCoordinatesTests
{
    private static readonly MesoGifProblem Problem = NewProblem("[w, tau_m, c, delta_u, tau_s, J_theta, tau_theta]");

    [Fact]
    public void A_log_density_translates_to_that_of_the_fits_coordinates()
    {
        var ofFit = Problem.OfAllData(Workers.One);
        var ofSampler = ofFit.In(SamplerCoordinates.Of(Problem));
        var natural = Problem.OwnValues();
        var (z, y, gradient) = (new double[natural.Length], new double[natural.Length], new double[natural.Length]);
        ofFit.Coordinates.ToPosition(natural, z);
        ofSampler.Coordinates.ToPosition(natural, y);
        y.ShouldNotBe(z);
        var value = ofSampler.Evaluate(y, gradient);
        SamplerCoordinates.AsInTheFit(Problem, ofSampler, y, value).ShouldBe(ofFit.Evaluate(z, gradient), 1e-9);
    }

    [Fact]
    public void Positions_and_natural_values_belong_to_each_other()
    {
        var coordinates = SamplerCoordinates.Of(Problem);
        var natural = Problem.OwnValues();
        var (position, back) = (new double[natural.Length], new double[natural.Length]);
        coordinates.ToPosition(natural, position);
        coordinates.ToNatural(position, back);
        for (var i = 0; i < back.Length; i++)
        {
            back[i].ShouldBe(natural[i], 1e-12 * Math.Abs(natural[i]));
        }
    }

    [Fact]
    public void A_weight_whose_time_constant_is_known_stays_as_the_fit_has_it()
    {
        var problem = NewProblem("[w, c]");
        var coordinates = SamplerCoordinates.Of(problem);
        var natural = problem.OwnValues();
        var (scaled, centred) = (new double[natural.Length], new double[natural.Length]);
        coordinates.ToPosition(natural, scaled);
        problem.Coordinates.ToPosition(natural, centred);
        for (var i = 0; i < natural.Length; i++)
        {
            (scaled[i] * coordinates.Scales[i]).ShouldBe(centred[i], 1e-12);
        }
    }

    [Fact]
    public void Half_of_the_prior_lies_between_quartiles_of_a_standard_normal_spread()
    {
        var coordinates = SamplerCoordinates.Of(Problem);
        var rng = new Rng(3, StreamPurpose.Test, 0);
        var (natural, position) = (new double[coordinates.Dimension], new double[coordinates.Dimension]);
        var draws = new List<double[]>();
        for (var draw = 0; draw < 4000; draw++)
        {
            Problem.Parameters.SamplePrior(ref rng, natural);
            coordinates.ToPosition(natural, position);
            draws.Add([.. position]);
        }

        for (var i = 0; i < coordinates.Dimension; i++)
        {
            var sorted = draws.Select(draw => draw[i]).Order().ToArray();
            ((sorted[3000] - sorted[1000]) / 1.349).ShouldBe(1, 0.35);
        }
    }

    private static MesoGifProblem NewProblem(string infer)
    {
        var study = SmallStudy.Of(infer: infer);
        return new(study, study.Load());
    }
}
