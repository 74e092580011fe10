using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Spikelihood.Benchmarks;

// dotnet run -c Release --project benchmarks/Spikelihood.Benchmarks -- ratios [BASELINE]     our best times beside a plain C program's
// dotnet run -c Release --project benchmarks/Spikelihood.Benchmarks -- agegrid               exact against merged old cohorts
// dotnet run -c Release --project benchmarks/Spikelihood.Benchmarks -- --filter "*"          BenchmarkDotNet
if (args is ["ratios", ..])
{
    Ratios.Print(args.ElementAtOrDefault(1));
    return;
}

if (args is ["agegrid"])
{
    AgeGridRatios.Print();
    return;
}

// In this process: the projects' shared build properties are not meant for the project that BenchmarkDotNet would generate.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(LikelihoodBenchmarks).Assembly).Run(args, config);
