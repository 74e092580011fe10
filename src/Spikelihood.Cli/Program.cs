using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;

return CommandHost.Run(Verbs.Root(), args, Console.Out, Console.Error);
