using BenchmarkDotNet.Attributes;
using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Benchmarks;

/// <summary>The mesoscopic likelihood of <see cref="LikelihoodData"/>.</summary>
public class LikelihoodBenchmarks
{
    private MesoGifLikelihood _likelihood = null!;
    private double[] _values = [];
    private double[] _gradient = [];

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Bind()
    {
        _likelihood = LikelihoodData.Bind(new Workers(Threads));
        _values = _likelihood.Layout.Read(Networks.Table7);
        _gradient = new double[_values.Length];
    }

    [Benchmark]
    public double Value() => _likelihood.Value(_values);

    [Benchmark]
    public double Value_and_gradient() => _likelihood.ValueAndGradient(_values, _gradient);
}
