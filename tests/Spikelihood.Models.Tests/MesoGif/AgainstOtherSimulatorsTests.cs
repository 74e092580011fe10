using Spikelihood.Models.Tests.Gif;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>Short forms of <see cref="MesoSimulatorStudy"/>.</summary>
public class AgainstOtherSimulatorsTests
{
    [Theory]
    [InlineData("EI2", 1, 3, 30)]
    [InlineData("EI2", 0.2, 3, 8)]
    [InlineData("EI2_adapt", 1, 10, 15)]
    [InlineData("uncoupled_adapt", 1, 10, 15)]
    public void Statistics_are_those_of_the_program_of_Schwalger_et_al(string name, double milliseconds, double warmUp, double duration)
    {
        const int seeds = 6;
        var dt = milliseconds / 1000;
        var network = ReferenceNetwork.Network(name, dt, kernelAdvance: dt);
        var ours = MesoSeeds.Statistics(network, Seeds.NoInput(network), warmUp, duration, seeds);

        // Theirs are 8 seeds of 60 s. The error of fewer and shorter runs follows from theirs and from the spread of ours; both guesses are rough.
        var shorter = Math.Sqrt(8 * 60 / (seeds * duration));
        foreach (var (key, (mean, error)) in ReferenceNetwork.Result(name, FormattableString.Invariant($"C18meso_dt{milliseconds}ms")))
        {
            ours[key].Mean.ShouldBe(mean, 4 * double.Hypot(error, Math.Max(error * shorter, ours[key].Error)), key);
        }
    }
}
