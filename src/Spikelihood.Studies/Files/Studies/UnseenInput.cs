using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Studies.Files.Stimuli;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>The input on which a fitted model is checked when a study names none: an Ornstein-Uhlenbeck process (René 2020, equation 37).</summary>
public static class UnseenInput
{
    // What the input of Table 6 does to a membrane: R mu and R q of the excitatory population, 19 Ohm.
    private const double MeanVoltage = 1.9, VoltageDeviation = 2.375, Correlation = 1;

    private static readonly double[] TwoPopulations = [19, 11.964], FourPopulations = [0, 0, 19, 11.964];

    /// <summary>
    /// Table 6 for the resistances of Table 7; for any other network the same mean and deviation in mV in each population that takes input;
    /// null when none does.
    /// </summary>
    public static StimulusDescription? For(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var resistances = network.Populations.Select(population => population.Resistance).ToArray();
        if (resistances.All(resistance => resistance == 0))
        {
            return null;
        }

        return new StimulusDescription(resistances switch
        {
            _ when resistances.SequenceEqual(TwoPopulations) =>
                new OrnsteinUhlenbeckStimulus([0.1, 0.05], [1, 1], [0.125, 0.125], [0.1, 0.05]),
            _ when resistances.SequenceEqual(FourPopulations) =>
                new OrnsteinUhlenbeckStimulus([1, 1, 0, 1], [2, 2, 1, 2], [0.5, 0.5, 0, 0.5], [0.5, 0.5, 0, 0.5]),
            _ => new OrnsteinUhlenbeckStimulus(
                [.. resistances.Select(r => r == 0 ? 0 : MeanVoltage / r)],
                [.. resistances.Select(_ => Correlation)],
                [.. resistances.Select(r => r == 0 ? 0 : VoltageDeviation / r)],
                [.. resistances.Select(r => r == 0 ? 0 : MeanVoltage / r)]),
        });
    }
}
