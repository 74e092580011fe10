using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>
/// The mesoscopic recursion of docs/mesogif.md written as plainly as it is stated, age by age and step by step, with potentials carried along:
/// an independent computation to hold the fast one against.
/// </summary>
internal static class PlainRecursion
{
    public static double[][] Expected(GifNetwork network, PopulationSeries<int> counts, PopulationSeries<double> stimulus)
    {
        var dt = network.TimeStep;
        var bins = AgeWindow.For(network);
        var states = network.Populations.Select((population, i) => new State(population, bins[i], dt, network.Populations.Length)).ToArray();
        var expected = states.Select(_ => new double[counts.Steps]).ToArray();
        double N(int population, int step) => step >= 0 ? counts.Of(population)[step] : 0;
        for (var k = 0; k < counts.Steps; k++)
        {
            for (var a = 0; a < states.Length; a++)
            {
                var now = k;
                var own = a;
                var s = states[a];
                var em = Math.Exp(-dt / s.P.MembraneTimeConstant);
                var drive = s.P.Resistance * stimulus.Of(a)[k] * (1 - em);
                for (var b = 0; b < states.Length; b++)
                {
                    var source = network.Populations[b];
                    var delay = (int)Math.Round(network.Connections.Delay[a, b] / dt);
                    var activity = N(b, k - delay) / (source.Size * dt);
                    var (tauS, tauM) = (source.SynapticTimeConstant, s.P.MembraneTimeConstant);
                    var es = Math.Exp(-dt / tauS);
                    var y = s.Y[b];
                    var kernel = Math.Abs(tauS - tauM) < 1e-12
                        ? (1 - em) * activity + em * dt / tauM * (y - activity)
                        : activity + (tauS * es * (y - activity) - em * (tauS * y - tauM * activity)) / (tauS - tauM);
                    drive += tauM * network.Connections.Probability[a, b] * source.Size * network.Connections.Weight[a, b] * kernel;
                    s.Y[b] = activity + (y - activity) * es;
                }

                expected[a][k] = s.Step(drive, em, age => N(own, now - age));
            }
        }

        return expected;
    }

    private sealed class State(Population population, int bins, double dt, int sources)
    {
        private readonly int _refractory = (int)Math.Round(population.RefractoryPeriod / dt);
        private readonly double[] _g = new double[population.Adaptation.Length];
        private double _h = population.RestingPotential;
        private double _x = population.Size;
        private double _z;
        private double _freeRate;
        private double[] _u = [.. Enumerable.Repeat(population.RestingPotential, bins + 1)];
        private double[] _rate = new double[bins + 1];
        private double[] _m = new double[bins + 1];
        private double[] _v = new double[bins + 1];

        public Population P => population;

        public double[] Y { get; } = new double[sources];

        public double Step(double drive, double em, Func<int, double> spikesOfAge)
        {
            var rest = population.RestingPotential;
            double size = population.Size;
            _h = rest + (_h - rest) * em + drive;
            var free = population.Threshold;
            for (var i = 0; i < _g.Length; i++)
            {
                var (strength, tau) = population.Adaptation[i];
                var decay = Math.Exp(-dt / tau);
                _g[i] = decay * _g[i] + (1 - decay) * spikesOfAge(bins) / (size * dt);
                free += strength * Math.Exp(-bins * dt / tau) * _g[i];
            }

            var freeRate = population.EscapeRate * Math.Exp((_h - free) / population.NoiseLevel);
            var fireFree = 1 - Math.Exp(-dt / 2 * (freeRate + _freeRate));
            _freeRate = freeRate;
            var (u, rate, m, v) = (new double[bins + 1], new double[bins + 1], new double[bins + 1], new double[bins + 1]);
            double w = 0, inside = 0, y = 0, zInside = 0, recalled = 0;
            var fire = new double[bins + 1];
            for (var age = bins; age >= 1; age--)
            {
                u[age] = age == 1 || age < _refractory ? population.ResetPotential : rest + (_u[age - 1] - rest) * em + drive;
                m[age] = age == 1 ? spikesOfAge(1) : _m[age - 1];
                v[age] = age == 1 ? 0 : _v[age - 1];
                if (age >= _refractory)
                {
                    var threshold = free + Theta(age) + recalled;
                    rate[age] = population.EscapeRate * Math.Exp((u[age] - threshold) / population.NoiseLevel);
                    fire[age] = 1 - Math.Exp(-dt / 2 * (rate[age] + (age > 1 ? _rate[age - 1] : 0)));
                }

                if (age < bins)
                {
                    recalled += population.NoiseLevel * (1 - Math.Exp(-Theta(age) / population.NoiseLevel)) * spikesOfAge(age) / size;
                }

                w += fire[age] * m[age];
                inside += m[age];
                y += fire[age] * v[age];
                zInside += v[age];
            }

            var correction = zInside + _z > 0 ? (y + fireFree * _z) / (zInside + _z) : 0;
            var expected = w + fireFree * _x + correction * (size - inside - _x);
            for (var age = 1; age <= bins; age++)
            {
                v[age] = (1 - fire[age]) * (1 - fire[age]) * v[age] + fire[age] * m[age];
                m[age] *= 1 - fire[age];
            }

            _z = (1 - fireFree) * (1 - fireFree) * _z + fireFree * _x + v[bins];
            _x = (1 - fireFree) * _x + m[bins];
            (_u, _rate, _m, _v) = (u, rate, m, v);
            return expected;
        }

        private double Theta(int age) => age < _refractory
            ? 0
            : population.Adaptation.Sum(c => c.Strength / c.TimeConstant * Math.Exp(-(age - _refractory) * dt / c.TimeConstant));
    }
}
