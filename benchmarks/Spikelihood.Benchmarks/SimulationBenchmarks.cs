using BenchmarkDotNet.Attributes;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Benchmarks;

/// <summary>Ten simulated seconds on one core.</summary>
public class SimulationBenchmarks
{
    /// <summary>s.</summary>
    public const double Duration = 10;

    private readonly MesoGifSimulator _ei2 = new(Networks.EI2);
    private readonly MesoGifSimulator _ei2Adapting = new(Networks.EI2Adapting);
    private readonly GifSimulator _microEi2Adapting = new(Networks.EI2Adapting, 1, new GifOptions { InnerStep = 0.0005 }, Workers.One);
    private readonly GifSimulator _microTable7 = new(Networks.Table7, 1, new GifOptions(), Workers.One);
    private readonly SampledStimulus _none = Sample(Networks.EI2, new ConstantStimulus([0, 0]));
    private readonly SampledStimulus _sine = Sample(Networks.Table7, new SineStimulus([0.25, 0.1], 2, 4));

    [Benchmark]
    public object Meso_EI2() => _ei2.Simulate(_none.Coarse, 1);

    [Benchmark]
    public object Meso_EI2_adapting() => _ei2Adapting.Simulate(_none.Coarse, 1);

    [Benchmark]
    public object Micro_EI2_adapting_half_a_millisecond() => _microEi2Adapting.Simulate(_none, 1);

    [Benchmark]
    public object Micro_Table7_fifth_of_a_millisecond() => _microTable7.Simulate(_sine, 1);

    private static SampledStimulus Sample(GifNetwork network, Stimulus stimulus) =>
        StimulusSampler.Sample(stimulus, network.Names, Duration, network.TimeStep, 1);
}
