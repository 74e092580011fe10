using System.Diagnostics;

namespace Spikelihood.Models.Tests.MesoGif;

public class WithoutWideVectorsTests
{
    [Fact]
    public void The_likelihood_is_right_on_processors_without_512_bit_vectors()
    {
        // Other sweeps run there, so this runs the likelihood's own tests once more in a process that is told not to use such vectors.
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.Environment["DOTNET_EnableAVX512"] = "0";
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "0"; // unoptimised, emulated vectors take seconds
        start.ArgumentList.Add(typeof(WithoutWideVectorsTests).Assembly.Location);
        foreach (var name in new[] { typeof(MesoGifReferenceTests), typeof(MesoGifLikelihoodTests), typeof(MergedLikelihoodTests) })
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(name.FullName!);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output.ShouldContain("Failed: 0", customMessage: output);
        output.ShouldNotContain("Total: 0");
        process.ExitCode.ShouldBe(0, output);
    }
}
