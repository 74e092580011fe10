namespace Spikelihood.Models.Networks;

/// <summary>
/// What one step's delayed activity A and filtered activity y add to the potential, per unit of tau_m p N w (docs/mesogif.md, equation 2):
/// (1 - Em) A + G (y - A), with G = tau_s (Es - Em) / (tau_s - tau_m). Right also at tau_s = tau_m, where G = Em dt / tau_m.
/// </summary>
internal readonly struct SynapticGain
{
    /// <summary>The gain and its derivatives.</summary>
    public SynapticGain(double timeStep, double tauM, double tauS)
    {
        var em = Math.Exp(-timeStep / tauM);
        var es = Math.Exp(-timeStep / tauS);
        var z = timeStep / tauM - timeStep / tauS;
        if (Math.Abs(z) < 0.5)
        {
            // Es = Em e^z, so that G = Em dt/tau_m (e^z - 1)/z without a small difference of large numbers.
            var ratio = 1.0;
            var slope = 0.5;
            var term = 1.0;
            for (var i = 2; i < 16; i++)
            {
                term *= z / i;
                ratio += term;
                slope += term * i / (i + 1);
            }

            var scale = em * timeStep / tauM;
            Value = scale * ratio;
            DerivativeTauS = scale * slope * timeStep / (tauS * tauS);
            DerivativeTauM = Value * (timeStep / tauM - 1) / tauM - scale * slope * timeStep / (tauM * tauM);
        }
        else
        {
            var difference = tauS - tauM;
            var quotient = (es - em) / difference;
            Value = tauS * quotient;
            DerivativeTauS = quotient + es * timeStep / tauS / difference - Value / difference;
            DerivativeTauM = -tauS * em * timeStep / (tauM * tauM) / difference + Value / difference;
        }
    }

    /// <summary>G.</summary>
    public double Value { get; }

    /// <summary>dG / dtau_s.</summary>
    public double DerivativeTauS { get; }

    /// <summary>dG / dtau_m.</summary>
    public double DerivativeTauM { get; }
}
