using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>The counts of a step, given what was expected of a population in it.</summary>
/// <param name="population">The population.</param>
/// <param name="step">The step, from 0.</param>
/// <param name="expected">nbar.</param>
internal delegate double CountRule(int population, int step, double expected);

/// <summary>Goes on from a state by a rule that makes counts of expected counts: drawn ones, or the expected ones themselves.</summary>
internal sealed class SequentialRun
{
    private const int Stretch = 512;
    private readonly PopulationStructure[] _structures;
    private readonly PopulationValues[] _values;

    /// <summary>Of this network.</summary>
    public SequentialRun(GifNetwork network)
    {
        _structures = PopulationStructure.Of(network);
        var layout = new ParameterLayout(network);
        var flat = layout.Read(network);
        _values = [.. _structures.Select((_, i) => new PopulationValues(layout, flat, i, _structures.Length))];
    }

    /// <summary>The populations, by number.</summary>
    public IReadOnlyList<PopulationStructure> Structures => _structures;

    /// <summary>Goes on for as long as the stimulus lasts; the stimulus begins at the state's step.</summary>
    public MesoGifState Follow(MesoGifState state, PopulationSeries<double> stimulus, CountRule rule, Action<int>? onStretch = null)
    {
        var populations = _structures.Select(structure => new SequentialPopulation(structure, Stretch)).ToArray();
        var records = _structures.Select(structure => new StepRecord(structure, 1)).ToArray();
        var expected = new double[populations.Length];
        for (var done = 0; done < stimulus.Steps; done += Stretch)
        {
            onStretch?.Invoke(done);
            var steps = Math.Min(Stretch, stimulus.Steps - done);
            var counts = new CountWindow(state, steps);
            for (var i = 0; i < populations.Length; i++)
            {
                populations[i].Begin(_values[i], state.Populations[i]);
            }

            for (var k = 0; k < steps; k++)
            {
                for (var i = 0; i < populations.Length; i++)
                {
                    expected[i] = populations[i].Expect(k, stimulus.Of(i)[done + k], counts, records[i], 0);
                }

                for (var i = 0; i < populations.Length; i++)
                {
                    counts[i, k] = rule(i, done + k, expected[i]);
                    populations[i].Fire(k, counts[i, k]);
                }
            }

            state = new(state.Step + steps, [.. populations.Select(population => population.Save(steps, counts))]);
        }

        return state;
    }
}
