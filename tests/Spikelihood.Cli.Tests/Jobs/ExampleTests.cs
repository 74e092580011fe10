using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Tests.Jobs;

public class ExampleTests
{
    private static readonly string[] Quick = ["simulate", "likelihood", "identify", "inspect", "stats", "compare"];

    public static TheoryData<string> Names => [.. Quick];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_examples_in_the_help_work(string name)
    {
        using var folder = new ScratchFolder();
        var verb = Verbs.Root().Subcommands.OfType<Verb>().Single(verb => verb.Name == name);
        verb.Examples.ShouldAllBe(example => example.StartsWith($"./spikelihood {name} ", StringComparison.Ordinal));
        foreach (var example in verb.Examples)
        {
            // As if typed in the repository's root.
            string[] words = [.. VerbTests.Words(example)[1..].Select(word => word
                .Replace("examples/", Path.Combine(AppContext.BaseDirectory, "examples") + "/", StringComparison.Ordinal)
                .Replace("runs/", folder["runs"] + "/", StringComparison.Ordinal))];
            var run = Run.Typed(words);
            run.Code.ShouldBe(0, example + Environment.NewLine + run.Error);
            run.Output.ShouldNotBeEmpty();
            Run.Typed([.. words, "--json"]).Json().EnumerateObject().ShouldNotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_option_is_documented(string name)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "command-line.md"));
        var section = page[page.IndexOf($"\n## {name}\n", StringComparison.Ordinal)..];
        section = section[..(section.IndexOf("\n## ", 1, StringComparison.Ordinal) is > 0 and var end ? end : section.Length)];
        foreach (var option in Verbs.Root().Subcommands.Single(verb => verb.Name == name).Options)
        {
            section.ShouldContain($"`{option.Name}");
        }
    }
}
