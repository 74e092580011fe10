using System.Reflection;

namespace Spikelihood.Cli.Tests;

public class ArchitectureTests
{
    private const string Prefix = "Spikelihood.";

    /// <summary>Each project, the projects right below it, and the packages it brings in. What is below is visible from above.</summary>
    private static readonly (string Project, string[] Below, string[] Packages)[] House =
    [
        ("Numerics", [], ["MathNet.Numerics", "System.Numerics.Tensors"]),
        ("Spikes", ["Numerics"], ["CsvHelper"]),
        ("Models", ["Spikes"], []),
        ("Inference", ["Numerics"], []),
        ("Studies", ["Models", "Inference"], ["YamlDotNet"]),
        ("Reports", ["Studies"], []),
        ("Cli", ["Reports"], ["System.CommandLine", "Spectre.Console"]),
    ];

    /// <summary>Packages that one project alone uses; numerics flow upwards.</summary>
    private static readonly string[] Private = ["CsvHelper", "YamlDotNet", "System.CommandLine", "Spectre.Console"];

    public static TheoryData<string> Projects => [.. House.Select(room => room.Project)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_depend_on_each_other_in_one_direction(string project)
    {
        var used = References(project).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
        used.Except(AllBelow(project)).ShouldBeEmpty($"{project} may use {string.Join(", ", AllBelow(project))} and nothing else of this house");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_use_no_package_but_their_own(string project)
    {
        var allowed = AllBelow(project).Append(project)
            .SelectMany(name => House.Single(room => room.Project == name).Packages.Where(package => name == project || !Private.Contains(package)));
        References(project).Where(IsPackage).Except(allowed).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_its_place_in_the_house()
    {
        var built = Directory.GetFiles(AppContext.BaseDirectory, Prefix + "*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path)[Prefix.Length..])
            .Where(name => !name.EndsWith("Tests", StringComparison.Ordinal));
        built.Order().ShouldBe(House.Select(room => room.Project).Order());
    }

    [Fact]
    public void Below_is_never_above()
    {
        foreach (var (project, _, _) in House)
        {
            AllBelow(project).ShouldNotContain(project);
        }
    }

    private static string[] References(string project) =>
        [.. Assembly.Load(Prefix + project).GetReferencedAssemblies().Select(reference => reference.Name!)];

    private static HashSet<string> AllBelow(string project)
    {
        var below = House.Single(room => room.Project == project).Below;
        return [.. below, .. below.SelectMany(AllBelow)];
    }

    // What is neither ours nor found among the runtime's own assemblies came in a package.
    private static bool IsPackage(string assembly) =>
        !assembly.StartsWith(Prefix, StringComparison.Ordinal) &&
        !File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, assembly + ".dll"));
}
