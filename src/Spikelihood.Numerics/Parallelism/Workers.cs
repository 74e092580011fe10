namespace Spikelihood.Numerics.Parallelism;

/// <summary>
/// The one place where work is spread over cores. Items are handed out one at a time in ascending order; each must write only to
/// places that belong to its own index, so that the result does not depend on <see cref="Count"/>.
/// </summary>
/// <param name="Count">How many threads to use; at least one.</param>
public sealed record Workers(int Count)
{
    /// <summary>How many threads to use.</summary>
    public int Count { get; } = Count > 0 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "At least one thread is needed.");

    /// <summary>One thread for each processor.</summary>
    public static Workers AllCores { get; } = new(Environment.ProcessorCount);

    /// <summary>Everything on the calling thread.</summary>
    public static Workers One { get; } = new(1);

    /// <summary>Runs <paramref name="body"/> for every index below <paramref name="items"/>; the second argument is the worker's number, for scratch space.</summary>
    /// <param name="items">How many items.</param>
    /// <param name="body">The work on one item.</param>
    /// <param name="cancellation">Stops between items.</param>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> is raised; items under way are finished first.</exception>
    public void Run(int items, Action<int, int> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        var threads = Math.Min(Count, items);
        if (threads <= 1)
        {
            for (var item = 0; item < items; item++)
            {
                cancellation.ThrowIfCancellationRequested();
                body(item, 0);
            }

            return;
        }

        var next = -1;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        try
        {
            Parallel.For(0, threads, options, worker =>
            {
                int item;
                while ((item = Interlocked.Increment(ref next)) < items && !cancellation.IsCancellationRequested)
                {
                    try
                    {
                        body(item, worker);
                    }
                    catch
                    {
                        // What is left cannot be used any more; the others stop after the item they have.
                        Interlocked.Exchange(ref next, items);
                        throw;
                    }
                }
            });
        }
        catch (AggregateException several) when (several.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        cancellation.ThrowIfCancellationRequested();
    }
}
