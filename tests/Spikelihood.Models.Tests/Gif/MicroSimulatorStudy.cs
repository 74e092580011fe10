using System.Diagnostics;
using System.Globalization;
using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>
/// The slow comparisons behind docs/results/micro-simulators.md. Run with: dotnet run --project tests/Spikelihood.Models.Tests -c Release --
/// -explicit only -class "*MicroSimulatorStudy" -showliveoutput
/// </summary>
public class MicroSimulatorStudy(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData("EI2", 5, 30, 8)]
    [InlineData("EI2_adapt", 10, 30, 8)]
    [InlineData("uncoupled_adapt", 10, 40, 8)]
    public void Statistics_agree_with_NEST_at_a_tenth_of_a_millisecond(string name, double warmUp, double duration, int seeds)
    {
        var network = ReferenceNetwork.Network(name, 0.001);
        var options = new GifOptions { InnerStep = 0.0001, MinimumInterval = MinimumInterval.RefractoryPeriodAndStep, Start = InitialState.JustFired };
        var ours = Seeds.Statistics(network, options, Seeds.NoInput(network), warmUp, duration, seeds);
        Write($"| {name} | ours | s.e. | NEST | s.e. | difference / s.e. |");
        var worst = 0.0;
        foreach (var (key, (mean, error)) in ReferenceNetwork.Result(name, "NESTmicro_dt0.1ms"))
        {
            var distance = (ours[key].Mean - mean) / Math.Sqrt(error * error + ours[key].Error * ours[key].Error);
            worst = Math.Max(worst, Math.Abs(distance));
            Write($"| {key} | {ours[key].Mean:G5} | {ours[key].Error:G2} | {mean:G5} | {error:G2} | {distance:F1} |");
        }

        worst.ShouldBeLessThan(4);
    }

    [Fact(Explicit = true)]
    public void Table_7_rates()
    {
        var network = Table7.TwoPopulations();
        foreach (var step in new[] { 0.001, 0.0002, 0.0001 })
        {
            var ours = Seeds.Statistics(network, new GifOptions { InnerStep = step }, Table7.Sine, 5, 25, 16);
            Write($"inner step {step * 1000} ms: E {ours["rate 0"].Mean:F3} +- {ours["rate 0"].Error:F3} Hz, I {ours["rate 1"].Mean:F3} +- {ours["rate 1"].Error:F3} Hz");
        }
    }

    [Fact(Explicit = true)]
    public void Table_7_rates_with_plain_loops()
    {
        const int seeds = 8;
        var network = Table7.TwoPopulations();
        var each = new double[seeds][];
        Workers.AllCores.Run(seeds, (seed, _) =>
        {
            var rng = new Rng((ulong)seed, StreamPurpose.Test, 1);
            var fine = StimulusSampler.Sample(Table7.Sine, network.Names, 20, network.TimeStep, (ulong)seed).Fine;
            var plain = new PlainGif(network, PlainGif.Draw(network, ref rng), fine.TimeStep);
            each[seed] = new double[2];
            for (var step = 0; step < fine.Steps; step++)
            {
                foreach (var neuron in plain.Advance([fine.Of(0)[step], fine.Of(1)[step]], ref rng))
                {
                    var population = plain.PopulationOf(neuron);
                    each[seed][population] += step >= 25_000 ? 1 / (15.0 * network.Populations[population].Size) : 0;
                }
            }
        }, TestContext.Current.CancellationToken);
        for (var population = 0; population < 2; population++)
        {
            var mean = each.Average(rates => rates[population]);
            var error = Math.Sqrt(each.Sum(rates => Math.Pow(rates[population] - mean, 2)) / (seeds - 1) / seeds);
            Write($"plain loops, {network.Names[population]}: {mean:F3} +- {error:F3} Hz");
        }
    }

    [Theory(Explicit = true)]
    [InlineData(ConnectionRule.FixedInDegree)]
    [InlineData(ConnectionRule.AllToAll)]
    public void Table_7_rates_by_rule(ConnectionRule rule)
    {
        var ours = Seeds.Statistics(Table7.TwoPopulations(rule), new GifOptions(), Table7.Sine, 5, 25, 8);
        Write($"{rule}: E {ours["rate 0"].Mean:F3} +- {ours["rate 0"].Error:F3} Hz, I {ours["rate 1"].Mean:F3} +- {ours["rate 1"].Error:F3} Hz");
    }

    [Theory(Explicit = true)]
    [InlineData("EI2", 0.5)]
    [InlineData("EI2", 0.1)]
    [InlineData("EI2_adapt", 0.5)]
    [InlineData("Table7", 0.2)]
    public void Milliseconds_for_a_simulated_second(string name, double innerMilliseconds)
    {
        var network = name == "Table7" ? Table7.TwoPopulations() : ReferenceNetwork.Network(name, 0.001);
        Stimulus input = name == "Table7" ? Table7.Sine : Seeds.NoInput(network);
        var sampled = StimulusSampler.Sample(input, network.Names, 10, network.TimeStep, 1);
        var simulator = new GifSimulator(network, 1, new GifOptions { InnerStep = innerMilliseconds / 1000, Start = InitialState.JustFired }, Workers.One);
        var best = double.PositiveInfinity;
        for (var repeat = 0; repeat < 5; repeat++)
        {
            var clock = Stopwatch.StartNew();
            simulator.Simulate(sampled, 1, cancellation: TestContext.Current.CancellationToken);
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds / 10);
        }

        Write($"{name}, inner step {innerMilliseconds} ms: {best:F2} ms for a simulated second on one core (best of 5 x 10 s)");
    }

    [Theory(Explicit = true)]
    [InlineData(0.1, 1)]
    [InlineData(1, 0.3)]
    public void Milliseconds_for_a_simulated_second_of_the_microcircuit(double scale, double duration)
    {
        var network = ReferenceNetwork.Network("PD8", 0.0005);
        network = network with { Populations = [.. network.Populations.Select(p => p with { Size = (int)Math.Round(scale * p.Size) })] };
        var sampled = StimulusSampler.Sample(Seeds.NoInput(network), network.Names, duration, network.TimeStep, 1);
        var clock = Stopwatch.StartNew();
        var simulator = new GifSimulator(network, 1, new GifOptions { InnerStep = 0.0001, Start = InitialState.JustFired });
        Write($"{scale} of full size: connections drawn in {clock.Elapsed.TotalSeconds:F2} s");
        foreach (var workers in new[] { Workers.One, Workers.AllCores })
        {
            double wall = double.PositiveInfinity, processor = double.PositiveInfinity;
            for (var repeat = 0; repeat < 3; repeat++)
            {
                var before = Environment.CpuUsage.UserTime;
                clock.Restart();
                simulator.Simulate(sampled, 1, workers: workers, cancellation: TestContext.Current.CancellationToken);
                wall = Math.Min(wall, clock.Elapsed.TotalMilliseconds / duration);
                processor = Math.Min(processor, (Environment.CpuUsage.UserTime - before).TotalMilliseconds / duration);
            }

            Write($"{workers.Count} threads: {wall:F0} ms for a simulated second, {processor:F0} ms of processor time");
        }
    }

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
