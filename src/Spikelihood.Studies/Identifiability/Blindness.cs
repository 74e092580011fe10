using Spikelihood.Models.Networks;
using Spikelihood.Studies.Data;

namespace Spikelihood.Studies.Identifiability;

/// <summary>Why data do not see a parameter at all.</summary>
internal sealed class Blindness(ParameterLayout layout, StudyData data, double[] values)
{
    /// <summary>A sentence about the parameter at a place of the layout.</summary>
    public string Words(int place)
    {
        var parameter = layout.All[place];
        var reason = Reason(parameter);
        return reason.Length > 0 ? $"{parameter.Name} changes nothing, because {reason}" : $"{parameter.Name} changes nothing";
    }

    private string Reason(NetworkParameter parameter)
    {
        var (population, names) = (parameter.Population, data.Network.Names);
        var name = names[population];
        return parameter.Family switch
        {
            "R" when !data.Stimulus.Of(population).ContainsAnyExcept(0.0) => $"there is no input to {name}",
            "w" or "p" when IsSilent(parameter.Other) => $"{names[parameter.Other]} does not fire",
            "p" when values[layout.Weight(population, parameter.Other)] == 0 => $"w[{name},{names[parameter.Other]}] is 0",
            "w" when values[layout.Probability(population, parameter.Other)] == 0 => $"p[{name},{names[parameter.Other]}] is 0",
            "tau_s" when IsSilent(population) => $"{name} does not fire",
            "tau_s" when names.Select((_, target) => Coupling(target, population)).All(coupling => coupling == 0) => $"{name} has no effect on anyone",
            _ => "",
        };
    }

    private double Coupling(int target, int source) => values[layout.Weight(target, source)] * values[layout.Probability(target, source)];

    private bool IsSilent(int population) => !data.Counts.Of(population).ContainsAnyExcept(0);
}
