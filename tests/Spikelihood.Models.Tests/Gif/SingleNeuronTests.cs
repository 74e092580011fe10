using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.Gif;

public class SingleNeuronTests
{
    private const double Step = 0.0001;

    // Fires in the step in which it gets a strong input and never else.
    private static readonly Population Trigger = new()
    {
        Name = "trigger",
        Size = 1,
        Resistance = 1,
        RestingPotential = 0,
        MembraneTimeConstant = 0.01,
        RefractoryPeriod = 0.002,
        Threshold = 15,
        ResetPotential = 0,
        EscapeRate = 10,
        NoiseLevel = 0.01,
        SynapticTimeConstant = 0.003,
        Adaptation = [new(0.5, 0.05), new(1, 1)],
    };

    private static readonly Population Silent = Trigger with { Name = "silent", Size = 3, RestingPotential = 4, EscapeRate = 0, Adaptation = [], MembraneTimeConstant = 0.02 };

    [Theory]
    [InlineData(ConnectionRule.FixedInDegree, 0.003)]
    [InlineData(ConnectionRule.AllToAll, 0.003)]
    [InlineData(ConnectionRule.FixedInDegree, 0.02)]
    [InlineData(ConnectionRule.FixedInDegree, 0.0200001)]
    [InlineData(ConnectionRule.FixedInDegree, 0.1)]
    public void A_spike_elicits_a_double_exponential_of_the_right_area_after_its_delay(ConnectionRule rule, double tauSynapse)
    {
        const double delay = 0.0015, weight = 2, tauMembrane = 0.02;
        const int spike = 7, arrival = spike + 15;
        var run = Begin(rule, tauSynapse, delay, weight);
        var area = 0.0;
        for (var step = 0; step < 30_000; step++)
        {
            run.Advance([step == spike ? 1e6 : 0, 0]);
            run.Fired(0).Length.ShouldBe(step == spike ? 1 : 0);
            var psp = run.Potential(1, 2) - 4;
            area += psp * Step;
            // The spike spreads evenly over the step: the mean of the kernel over the step's length.
            var expected = step < arrival ? 0 : weight * (Integral((step + 1 - arrival) * Step) - Integral((step - arrival) * Step)) / Step;
            psp.ShouldBe(expected, 1e-7);
        }

        area.ShouldBe(weight * tauMembrane, 1e-8);

        // The integral of tau_m / (tau_m - tau_s) (exp(-t / tau_m) - exp(-t / tau_s)) from 0 to t.
        double Integral(double t)
        {
            if (Math.Abs(tauSynapse - tauMembrane) < 1e-9)
            {
                return tauMembrane - (tauMembrane + t) * Math.Exp(-t / tauMembrane);
            }

            return tauMembrane / (tauMembrane - tauSynapse) * (-tauMembrane * double.ExpM1(-t / tauMembrane) + tauSynapse * double.ExpM1(-t / tauSynapse));
        }
    }

    [Fact]
    public void The_peak_of_a_postsynaptic_potential_is_where_the_two_exponentials_put_it()
    {
        const double tauM = 0.02, tauS = 0.003;
        var run = Begin(ConnectionRule.FixedInDegree, tauS, 0.0001, 1);
        var potentials = new double[1000];
        for (var step = 0; step < potentials.Length; step++)
        {
            run.Advance([step == 0 ? 1e6 : 0, 0]);
            potentials[step] = run.Potential(1, 0) - 4;
        }

        var peakTime = tauM * tauS / (tauM - tauS) * Math.Log(tauM / tauS);
        var peak = tauM / (tauM - tauS) * (Math.Exp(-peakTime / tauM) - Math.Exp(-peakTime / tauS));
        potentials.Max().ShouldBe(peak, 3e-5);
        (Array.IndexOf(potentials, potentials.Max()) * Step).ShouldBe(peakTime, 1.5 * Step);
    }

    [Fact]
    public void The_threshold_starts_its_decay_at_the_end_of_refractoriness_and_spikes_add_up()
    {
        var run = Begin(ConnectionRule.FixedInDegree, 0.003, 0.001, 0);
        for (var step = 0; step < 3000; step++)
        {
            run.Advance([step is 100 or 1100 ? 1e6 : 0, 0]);
            double first = (step - 100) * Step - 0.002, second = (step - 1100) * Step - 0.002;
            if (step >= 120 && step is < 1100 or >= 1120)
            {
                run.Threshold(0, 0).ShouldBe(15 + Kernel(first) + (step >= 1120 ? Kernel(second) : 0), 1e-10);
            }
        }

        static double Kernel(double t) => 0.5 / 0.05 * Math.Exp(-t / 0.05) + Math.Exp(-t);
    }

    [Theory]
    [InlineData(MinimumInterval.RefractoryPeriod, 20)]
    [InlineData(MinimumInterval.RefractoryPeriodAndStep, 21)]
    public void A_neuron_driven_to_its_limit_fires_at_the_minimum_interval_and_is_held_at_reset_before(MinimumInterval minimum, int interval)
    {
        var network = Network(ConnectionRule.FixedInDegree, 0.003, 0.001, 0);
        var run = new GifSimulator(network, 1, new GifOptions { InnerStep = Step, MinimumInterval = minimum }, Workers.One).Begin(1);
        for (var step = 0; step < 1000; step++)
        {
            run.Advance([1e9, 0]);
            run.Fired(0).Length.ShouldBe(step % interval == 0 ? 1 : 0);
            run.Potential(0, 0).ShouldBe(0, 1e-12);
        }
    }

    [Theory]
    [InlineData(InitialState.Silent)]
    [InlineData(InitialState.JustFired)]
    public void The_start_is_as_asked(InitialState start)
    {
        var network = Network(ConnectionRule.FixedInDegree, 0.003, 0.001, 1);
        network = network with { Populations = [network.Populations[0] with { RestingPotential = 1 }, network.Populations[1]] };
        var run = new GifSimulator(network, 1, new GifOptions { InnerStep = Step, Start = start }, Workers.One).Begin(1);
        for (var step = 0; step < 100; step++)
        {
            run.Advance([0, 0]);
            var reset = start == InitialState.JustFired && step < 19;
            run.Potential(0, 0).ShouldBe(start == InitialState.Silent ? 1 : reset ? 0 : 1 - Math.Exp(-(step - 18) * Step / 0.01), 1e-10);
            // The spikes before the start travel nowhere: the target sees only its own reset.
            run.Potential(1, 0).ShouldBe(start == InitialState.Silent ? 4 : reset ? 0 : 4 - 4 * Math.Exp(-(step - 18) * Step / 0.02), 1e-10);
            if (step >= 19)
            {
                var raised = 10 * Math.Exp(-(step - 19) * Step / 0.05) + Math.Exp(-(step - 19) * Step);
                run.Threshold(0, 0).ShouldBe(start == InitialState.Silent ? 15 : 15 + raised, 1e-9);
            }
        }
    }

    [Fact]
    public void A_constant_hazard_gives_the_intervals_of_a_Bernoulli_chance_in_every_step()
    {
        // No leak towards anywhere: reset and rest coincide, so the hazard is c from the refractory period's end on.
        var population = Silent with { Size = 1000, RestingPotential = 0, Threshold = 0, EscapeRate = 2000, NoiseLevel = 1, RefractoryPeriod = 0.0005 };
        var network = new GifNetwork
        {
            TimeStep = 0.0001,
            Populations = [population],
            Connections = new Connections(SquareTable.Uniform(1, 0), SquareTable.Uniform(1, 0), SquareTable.Uniform(1, 0.001)),
        };
        var run = new GifSimulator(network, 1, null, Workers.One).Begin(5);
        var last = new int[1000];
        var intervals = new double[60];
        Array.Fill(last, -1);
        for (var step = 0; step < 5000; step++)
        {
            run.Advance([0]);
            foreach (var neuron in run.Fired(0))
            {
                if (last[neuron] >= 0)
                {
                    intervals[Math.Min(step - last[neuron], intervals.Length - 1)]++;
                }

                last[neuron] = step;
            }
        }

        // In the first step after refractoriness the hazard before it is 0, so its mean is half.
        var total = intervals.Sum();
        double survived = 1;
        for (var interval = 1; interval < intervals.Length - 1; interval++)
        {
            var p = interval < 5 ? 0 : 1 - Math.Exp(-2000 * Step * (interval == 5 ? 0.5 : 1));
            var expected = total * survived * p;
            intervals[interval].ShouldBe(expected, 4.5 * Math.Sqrt(expected) + 1e-9, $"interval {interval}");
            survived *= 1 - p;
        }
    }

    private static GifRun Begin(ConnectionRule rule, double tauSynapse, double delay, double weight) =>
        new GifSimulator(Network(rule, tauSynapse, delay, weight), 1, new GifOptions { InnerStep = Step }, Workers.One).Begin(1);

    private static GifNetwork Network(ConnectionRule rule, double tauSynapse, double delay, double weight) => new()
    {
        TimeStep = 0.001,
        Populations = [Trigger with { SynapticTimeConstant = tauSynapse }, Silent],
        Connections = new Connections(
            SquareTable.Build(2, (target, source) => (target, source) == (1, 0) ? 1 : 0), SquareTable.Uniform(2, weight), SquareTable.Uniform(2, delay), rule),
    };
}
