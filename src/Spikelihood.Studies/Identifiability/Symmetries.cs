using System.Collections.Immutable;
using Spikelihood.Models.Networks;

namespace Spikelihood.Studies.Identifiability;

/// <summary>
/// The symmetries of the mesoscopic model (docs/identifiability.md): its likelihood knows voltages only through (u - threshold) / delta_u,
/// connections only through p w, and c and u_th only
/// through c exp(-u_th / delta_u). What is not inferred is held, and others make up for it where they can.
/// </summary>
/// <param name="layout">The order of the parameters.</param>
/// <param name="names">The populations' names.</param>
/// <param name="inferred">The places that may move.</param>
internal sealed class Symmetries(ParameterLayout layout, ImmutableArray<string> names, ImmutableArray<int> inferred)
{
    /// <summary>
    /// All changes of inferred parameters, at <paramref name="values"/>, that are known to leave some mesoscopic likelihood as it is.
    /// </summary>
    /// <param name="values">All natural values.</param>
    /// <param name="input">Mean input of each population, mA, at which a constant input would stand.</param>
    public IEnumerable<Symmetry> At(double[] values, ImmutableArray<double> input)
    {
        ArgumentNullException.ThrowIfNull(values);
        var candidates = Enumerable.Range(0, names.Length).SelectMany(population =>
            Products(population).Concat([Escape(population), Shift(population), Rescaling(population, values), ConstantInput(population, input[population])]));
        foreach (var candidate in candidates)
        {
            var moved = candidate.Move(values, 0.1);
            var places = Enumerable.Range(0, values.Length).Where(i => moved[i] != values[i]).ToArray();
            if (places.Length > 1 && places.All(Moves))
            {
                yield return candidate;
            }
        }
    }

    private IEnumerable<Symmetry> Products(int target) => Enumerable.Range(0, names.Length).Select(source =>
    {
        var (p, w) = (layout.Probability(target, source), layout.Weight(target, source));
        var (first, second) = (layout.All[p].Name, layout.All[w].Name);
        return new Symmetry(
            $"only {first}*{second} matters, not {first} and {second} for themselves",
            (values, t) => With(values, moved =>
            {
                moved[p] *= Math.Exp(-t);
                moved[w] *= Math.Exp(t);
            }),
            (p, w));
    });

    private Symmetry Escape(int population)
    {
        var (c, threshold, noise) = (layout.EscapeRate(population), layout.Threshold(population), layout.NoiseLevel(population));
        var name = names[population];
        return new(
            $"c[{name}] and u_th[{name}] matter only as c[{name}]*exp(-u_th[{name}]/delta_u[{name}])",
            (values, t) => With(values, moved =>
            {
                moved[c] *= Math.Exp(t);
                moved[threshold] += t * moved[noise];
            }));
    }

    private Symmetry ConstantInput(int population, double input)
    {
        var (resistance, rest) = (layout.Resistance(population), layout.RestingPotential(population));
        var name = names[population];
        return new(
            FormattableString.Invariant($"the input to {name} is constant, so that only u_rest[{name}] + R[{name}]*({input:G4} mA) matters"),
            (values, t) => With(values, moved =>
            {
                moved[resistance] = values[resistance] * Math.Exp(t);
                moved[rest] += (values[resistance] - moved[resistance]) * input;
            }));
    }

    private Symmetry Shift(int population)
    {
        var (rest, threshold, reset) = (layout.RestingPotential(population), layout.Threshold(population), layout.ResetPotential(population));
        var (c, noise, name) = (layout.EscapeRate(population), layout.NoiseLevel(population), names[population]);
        var words = Moves(threshold)
            ? $"shifting u_rest, u_th, u_r of {name} together changes nothing"
            : $"shifting u_rest, u_r of {name} together changes nothing while c[{name}] makes up for it by exp(-shift/delta_u[{name}])";
        return new(words, (values, t) => With(values, moved =>
        {
            var shift = t * moved[noise];
            moved[rest] += shift;
            moved[reset] += shift;
            if (Moves(threshold))
            {
                moved[threshold] += shift;
            }
            else
            {
                moved[c] *= Math.Exp(-t);
            }
        }));
    }

    /// <summary>Voltages grow about zero, or about the one of u_rest and u_r that is held.</summary>
    private Symmetry Rescaling(int population, double[] at)
    {
        var (rest, threshold, reset) = (layout.RestingPotential(population), layout.Threshold(population), layout.ResetPotential(population));
        var (c, noise, resistance) = (layout.EscapeRate(population), layout.NoiseLevel(population), layout.Resistance(population));
        var sources = Enumerable.Range(0, names.Length).ToArray();
        int[] couplings = [.. sources.Select(source =>
            Moves(layout.Weight(population, source)) ? layout.Weight(population, source) : layout.Probability(population, source))];
        int[] jumps = [.. Enumerable.Range(0, layout.Components(population)).Select(component => layout.AdaptationStrength(population, component))];
        int? held = !Moves(rest) && at[rest] != 0 ? rest : !Moves(reset) && at[reset] != 0 ? reset : null;
        int[] voltages = [.. new[] { rest, threshold, reset }.Where(place => place != held && Moves(place))];
        var parts = Named([.. voltages, noise, .. couplings.Where(place => at[place] != 0), resistance, .. jumps]);
        var about = held is { } centre ? FormattableString.Invariant($" (voltages about {layout.All[centre].Name} = {at[centre]:G4} mV)") : "";
        var payer = Moves(threshold) ? "" : $" while c[{names[population]}] makes up for the threshold";
        var words = $"rescaling {string.Join(", ", parts)} of {names[population]} together{about} changes nothing{payer}";
        return new(words, (values, t) => With(values, moved =>
        {
            var factor = Math.Exp(t);
            var fixedPoint = held is { } place ? values[place] : 0;
            foreach (var scaled in couplings.Concat(jumps).Append(noise).Append(resistance))
            {
                moved[scaled] *= factor;
            }

            foreach (var voltage in new[] { rest, reset })
            {
                moved[voltage] = fixedPoint + factor * (values[voltage] - fixedPoint);
            }

            var scaledThreshold = fixedPoint + factor * (values[threshold] - fixedPoint);
            if (Moves(threshold))
            {
                moved[threshold] = scaledThreshold;
            }
            else
            {
                // exp((u - u_th) / delta_u) with the threshold where it was instead of where the scale would have taken it.
                moved[c] *= Math.Exp((values[threshold] - scaledThreshold) / moved[noise]);
            }
        }));
    }

    /// <summary>Families where every member of the population takes part, single names otherwise.</summary>
    private IEnumerable<string> Named(int[] places) => places
        .Where(Moves)
        .Select(place => layout.All[place])
        .GroupBy(parameter => parameter.Family)
        .SelectMany(group => group.Key is "w" or "p" && group.Count() < names.Length ? group.Select(parameter => parameter.Name) : [group.Key]);

    private bool Moves(int place) => inferred.Contains(place);

    private static double[] With(double[] values, Action<double[]> change)
    {
        var moved = (double[])values.Clone();
        change(moved);
        return moved;
    }
}
