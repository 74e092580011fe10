using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Spikelihood.Studies.Data;

/// <summary>A short text that is another one whenever the data are.</summary>
public static class DataHash
{
    private const int Shown = 16;

    /// <summary>Of counts, input, time step, scored steps and age bins.</summary>
    public static string Of(StudyData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(data.Counts.TimeStep));
        Add([data.Counts.Populations.Length, data.Counts.Steps, data.From, .. data.Network.AgeBins ?? []]);
        for (var population = 0; population < data.Counts.Populations.Length; population++)
        {
            Add(data.Counts.Of(population));
            hash.AppendData(MemoryMarshal.AsBytes(data.Stimulus.Of(population)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Shown];

        void Add(ReadOnlySpan<int> numbers) => hash.AppendData(MemoryMarshal.AsBytes(numbers));
    }
}
