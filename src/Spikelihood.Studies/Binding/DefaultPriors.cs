using Spikelihood.Numerics.Distributions;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Binding;

/// <summary>The priors of Table 7 of René 2020, with the second argument of N(mu, s^2) read as printed: s is the standard deviation.</summary>
public static class DefaultPriors
{
    /// <summary>The prior of a family; those that Table 7 does not list are as wide as its others.</summary>
    public static Distribution Of(string family) => family switch
    {
        "w" => new Normal(0, 4),
        "tau_m" => new Log10Normal(-2, 2),
        "tau_s" => new Log10Normal(-3, 3),
        "tau_theta" => new Log10Normal(-1, 5),
        "c" => new Gamma(2, 5),
        "delta_u" => new Gamma(3, 1.5),
        "J_theta" => new Gamma(2, 0.5),
        "u_th" or "u_rest" => new Normal(15, 10),
        "u_r" => new Normal(0, 10),
        "R" => new Log10Normal(1, 1),
        "p" => new Uniform(0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "No such family."),
    };

    /// <summary>The distribution that a study asks for.</summary>
    public static Distribution From(PriorSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.Kind switch
        {
            "normal" => new Normal(specification.First, specification.Second),
            "log10_normal" => new Log10Normal(specification.First, specification.Second),
            "gamma" => new Gamma(specification.First, specification.Second),
            _ => throw new InputException($"priors: '{specification.Kind}' is not a prior; use normal, log10_normal or gamma."),
        };
    }
}
