using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Studies.Tests.Files;

public class ModelFileErrorTests
{
    /// <summary>What is replaced in the valid model, by what, and the whole sentence that comes of it.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "tau_m: 10 ms\n", "taum: 10 ms\n", "line 9, populations[0].taum: unknown key 'taum'; did you mean 'tau_m'?" },
        { "connections:", "conections:", "line 19, conections: unknown key 'conections'; did you mean 'connections'?" },
        { "delay: 1 ms", "latency: 1 ms", "line 22, connections.latency: unknown key 'latency'; the choices are p, w, delay, rule" },
        { "delay: 1 ms", "", "line 20, connections: the key 'delay' is missing; add delay: ..." },
        { "    u_r: 0\n", "", "line 5, populations[0]: the key 'u_r' is missing; add u_r: ..." },
        { "    R: 19\n", "", "line 5, populations[0]: the key 'R' is missing; other populations give theirs, so write R: 0 if this one takes no external input" },
        { "time_step: 1 ms\n", "", "line 1: the key 'time_step' is missing; add time_step: ..." },
        { "model: mesogif", "model: mesogiff", "line 1, model: unknown model 'mesogiff'; did you mean 'mesogif'? the choices are gif, mesogif" },
        { "model: mesogif", "model: lstm", "line 1, model: unknown model 'lstm'; the choices are gif, mesogif" },
        { "size: 438\n", "size: 438\n    size: 439\n", "line 7: the key 'size' is given twice; keep one" },
        { "{name: I", "{name: E", "line 18, populations[1].name: two populations are named 'E'; give each its own name" },
        { "name: E\n", "name: \"E,I\"\n", "line 5, populations[0].name: the name 'E,I' contains a comma, bracket, quote or line break; use other letters" },
        { "name: E\n", "name: \"E[1]\"\n", "line 5, populations[0].name: the name 'E[1]' contains a comma, bracket, quote or line break; use other letters" },
        { "name: E\n", "name: \"\"\n", "line 5, populations[0].name: a population's name is empty; give it one" },
        { "name: E\n", "name:\n", "line 5, populations[0].name: name has no value; give one or leave the key out" },
        { "name: E\n", "name: time_s\n", "line 5, populations[0].name: 'time_s' is the time column of the data files; choose another name" },
        { "size: 438", "size: 0", "line 6, populations[0].size: size must be a whole number, 1 or more, not 0" },
        { "size: 438", "size: 43.8", "line 6, populations[0].size: size must be a whole number, 1 or more, not 43.8" },
        { "size: 438", "size: 1e12", "line 6, populations[0].size: size must be a whole number, 1 or more, not 1e12" },
        { "R: 19", "R: -1", "line 7, populations[0].R: R must be 0 or more, not -1" },
        { "tau_m: 10 ms\n", "tau_m: 0\n", "line 9, populations[0].tau_m: tau_m must be greater than 0, not 0" },
        { "tau_m: 10 ms\n", "tau_m: -10 ms\n", "line 9, populations[0].tau_m: tau_m must be greater than 0, not -10 ms" },
        { "tau_m: 10 ms\n", "tau_m: 10 mV\n", "line 9, populations[0].tau_m: tau_m is a time; \"10 mV\" is a voltage; write for example 10 ms" },
        { "tau_m: 10 ms\n", "tau_m: .nan\n", "line 9, populations[0].tau_m: tau_m must be a finite number, not .nan" },
        { "tau_m: 10 ms\n", "tau_m: [10 ms]\n", "line 9, populations[0].tau_m: tau_m must be a single value, not a list" },
        { "tau_s: 3 ms\n", "tau_s: 0 ms\n", "line 15, populations[0].tau_s: tau_s must be greater than 0, not 0 ms" },
        { "u_rest: 20\n", "u_rest: .inf\n", "line 8, populations[0].u_rest: u_rest must be a finite number, not .inf" },
        { "delta_u: 5\n", "delta_u: 0\n", "line 14, populations[0].delta_u: delta_u must be greater than 0, not 0" },
        { "c: 10\n", "c: -1 Hz\n", "line 13, populations[0].c: c must be 0 or more, not -1 Hz" },
        { "t_ref: 2 ms\n", "t_ref: -2 ms\n", "line 10, populations[0].t_ref: t_ref must be 0 or more, not -2 ms" },
        { "t_ref: 2 ms\n", "t_ref: 2.5 ms\n", "line 10, populations[0].t_ref: t_ref is not a whole number of time steps: 0.0025 s with time_step 0.001 s; change one of them" },
        { "delay: 1 ms", "delay: 0", "line 22, connections.delay: a delay of 0 s is less than one time step; give at least 0.001 s" },
        { "delay: 1 ms", "delay: 1.5 ms", "line 22, connections.delay: a delay of 0.0015 s is not a whole number of time steps of 0.001 s, at least one; change one of them" },
        { "delay: 1 ms", "delay: -1 ms", "line 22, connections.delay: a delay of -0.001 s is not a whole number of time steps of 0.001 s, at least one; change one of them" },
        { "delay: 1 ms", "delay: 1 ms\n  rule: al_to_all", "line 23, connections.rule: unknown connection rule 'al_to_all'; did you mean 'all_to_all'? the choices are random, fixed_in_degree, all_to_all" },
        { "0.0497,", "1.0497,", "line 20, connections.p[0][0]: p[0][0] must be from 0 to 1, not 1.0497" },
        { "0.0497,", "-0.1,", "line 20, connections.p[0][0]: p[0][0] must be from 0 to 1, not -0.1" },
        { "[0.0794, 0.1597]", "[0.0794]", "line 20, connections.p[1]: this row of p has 1 entry, but p must be a 2 x 2 table: one row for each target, one column for each source (E, I), or one number for all" },
        { ", [0.0794, 0.1597]", "", "line 20, connections.p: p has 1 row, but must be a 2 x 2 table: one row for each target, one column for each source (E, I), or one number for all" },
        { "[[2.482, -4.964], [1.245, -4.964]]", "[2.482, -4.964]", "line 21, connections.w[0]: w must be a 2 x 2 table: one row for each target, one column for each source (E, I), or one number for all" },
        { "time_step: 1 ms", "time_step: 0", "line 2, time_step: time_step must be greater than 0, not 0" },
        { "age_bins: 1000", "age_bins: 1", "line 3, age_bins: 1 age bins do not cover the refractory period of E, 2 steps; give at least 2" },
        { "age_bins: 1000", "age_bins: [1000]", "line 3, age_bins: age_bins has 1 entry for 2 populations; give one number, or one for each" },
        { "age_bins: 1000", "age_bins: [1000, 0]", "line 3, age_bins[1]: age_bins[1] must be a whole number, 1 or more, not 0" },
        { "    tau_theta: 1 s\n", "", "line 16, populations[0].J_theta: J_theta has 1 entry and tau_theta 0 entries; give one time constant for each strength" },
        { "    J_theta: 1.0\n", "", "line 16, populations[0].tau_theta: tau_theta without J_theta; add J_theta, or leave both out for a population that does not adapt" },
        { "J_theta: 1.0", "J_theta: [1, 2]", "line 17, populations[0].tau_theta: J_theta has 2 entries and tau_theta 1 entry; give one time constant for each strength" },
        { "J_theta: 1.0", "J_theta: 1 mV", "line 16, populations[0].J_theta: J_theta is a voltage times a time; \"1 mV\" is a voltage; write for example 1 mV*s" },
        { "tau_theta: 1 s\n", "tau_theta: 0\n", "line 17, populations[0].tau_theta: tau_theta must be greater than 0, not 0" },
        { "tau_m: 10 ms\n", "tau_m: {lognormal: [-1.6, 0.5]}\n", "line 9, populations[0].tau_m: unknown distribution 'lognormal'; did you mean 'log_normal'?" },
        { "tau_m: 10 ms\n", "tau_m: {normal: [0.01]}\n", "line 9, populations[0].tau_m: normal takes two numbers, mean and standard deviation, not 1" },
        { "tau_m: 10 ms\n", "tau_m: {normal: [0.01, 0]}\n", "line 9, populations[0].tau_m: the standard deviation must be greater than 0; write a plain number where all neurons are alike" },
        { "tau_m: 10 ms\n", "tau_m: {gamma: [2, 0]}\n", "line 9, populations[0].tau_m: shape and scale must be greater than 0" },
        { "tau_m: 10 ms\n", "tau_m: uniform(0.02, 0.01)\n", "line 9, populations[0].tau_m: the upper bound must be greater than the lower one" },
        { "tau_m: 10 ms\n", "tau_m: {normal: [-0.01, 0.02]}\n", "line 9, populations[0].tau_m: at least half of N(-0.01, 0.02²) are no possible values of tau_m; give another distribution" },
        { "tau_m: 10 ms\n", "tau_m: {normal: [0, 1], gamma: [2, 5]}\n", "line 9, populations[0].tau_m: tau_m has one distribution, as in {normal: [0, 4]}" },
        { "tau_s: 3 ms\n", "tau_s: {normal: [0.003, 0.001]}\n", "line 15, populations[0].tau_s: tau_s is one number for the whole population; only R, u_rest, tau_m, u_th, u_r, c, delta_u, J_theta, tau_theta can differ between neurons" },
        { "delta_u: 5\n", "delta_u: *soft\n", "line 14: the alias *soft refers to an anchor &soft that is not defined above it" },
        { "  delay: 1 ms", "  delay: 1 ms\n---\nmodel: gif", "line 24: a second document begins here; keep one document in a file (no '---' in between)" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_file_line_key_and_mend(string valid, string mistaken, string sentence)
    {
        Example.Model.ShouldContain(valid, Case.Sensitive);
        var position = Example.Model.IndexOf(valid, StringComparison.Ordinal);
        var text = Example.Model[..position] + mistaken + Example.Model[(position + valid.Length)..];
        var error = Should.Throw<InputException>(() => ModelFile.Parse(text, "m.yaml")).Message;
        error.ShouldBe($"m.yaml{(sentence.StartsWith("line", StringComparison.Ordinal) ? ", " : ": ")}{sentence}");
    }

    [Theory]
    [InlineData("", "m.yaml: the file is empty; it should be a model file")]
    [InlineData("# nothing\n", "m.yaml: the file is empty; it should be a model file")]
    [InlineData("just words", "m.yaml, line 1: the file must be a mapping of keys to values, as in model: ...")]
    [InlineData("- a\n- b", "m.yaml, line 1: the file must be a mapping of keys to values, as in model: ...")]
    [InlineData("model: gif\ntime_step: 1 ms\npopulations: []", "m.yaml, line 3, populations: the list of populations is empty; give at least one")]
    [InlineData("model: gif\ntime_step: 1 ms\npopulations: 3", "m.yaml, line 3, populations: populations must be a list, as in [a, b]")]
    [InlineData("model: gif\ntime_step: 1 ms\npopulations: [3]", "m.yaml, line 3, populations[0]: populations[0] must be a mapping of keys to values, as in name: ...")]
    [InlineData("a\0b", "m.yaml: this is not a text file; give a model file in YAML")]
    [InlineData("? [a]\n: b", "m.yaml, line 1: a key must be a plain name")]
    public void What_is_not_a_model_file_is_refused(string text, string sentence) =>
        Should.Throw<InputException>(() => ModelFile.Parse(text, "m.yaml")).Message.ShouldBe(sentence);

    [Theory]
    [InlineData("model: gif\ntime_step: [1, 2", 2)]
    [InlineData("model: gif\n\ttime_step: 1 ms", 2)]
    [InlineData("model: 'gif\n", 1)]
    [InlineData("model: gif\n  b: c: d\n", 2)]
    [InlineData("a: b\n}", 2)]
    public void Broken_yaml_is_one_sentence_with_its_line(string text, int line)
    {
        var message = Should.Throw<InputException>(() => ModelFile.Parse(text, "m.yaml")).Message;
        message.ShouldStartWith("m.yaml, line ");
        message.ShouldContain("this is not valid YAML (");
        message.ShouldNotContain("Idx");
        message.ShouldNotContain("\n");
        int.Parse(message["m.yaml, line ".Length..message.IndexOf(": ", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeInRange(line - 1, line + 1);
    }

    [Fact]
    public void Whatever_is_mistyped_is_read_or_refused_in_one_sentence()
    {
        const string Letters = "0-.:,[]{}&*#'\"\n \te~<|>!%@`?x";
        var random = new Random(11);
        var refused = 0;
        for (var trial = 0; trial < 3000; trial++)
        {
            var text = new System.Text.StringBuilder(Example.Model);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var place = random.Next(text.Length);
                text.Remove(place, random.Next(0, 3) % (text.Length - place));
                text.Insert(place, Letters[random.Next(Letters.Length)]);
            }

            try
            {
                ModelFile.Parse(text.ToString(), "m.yaml");
            }
            catch (InputException error)
            {
                refused++;
                error.Message.ShouldStartWith("m.yaml");
                error.Message.ShouldNotContain("\n");
            }
        }

        refused.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_exhausts_the_stack() =>
        Should.Throw<InputException>(() => ModelFile.Parse(new string('[', 200_000), "m.yaml")).Message
            .ShouldBe("m.yaml, line 1: brackets or indentation are nested too deeply");

    [Fact]
    public void A_mapping_that_merges_itself_ends() =>
        Should.Throw<InputException>(() => ModelFile.Parse("&a {model: gif, <<: *a}", "m.yaml"));

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InputException>(() => ModelFile.Read(Path.Combine(folder.Path, "none.yaml"))).Message
            .ShouldEndWith("none.yaml: there is no such file; check the name and the folder");
        Should.Throw<InputException>(() => ModelFile.Read(folder.Path)).Message.ShouldEndWith(": this is a folder; give the name of a model file");
    }
}
