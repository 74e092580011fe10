using System.Globalization;
using Spikelihood.Studies.Files.Units;

namespace Spikelihood.Studies.Tests.Files;

public class QuantityTests
{
    public static TheoryData<string, Dimension, double> Written => new()
    {
        { "0.01", Dimension.Time, 0.01 },
        { "10 ms", Dimension.Time, 0.01 },
        { "10ms", Dimension.Time, 0.01 },
        { "0.3 ms", Dimension.Time, 0.0003 },
        { "1.1e1 ms", Dimension.Time, 0.011 },
        { "200 us", Dimension.Time, 0.0002 },
        { "200 µs", Dimension.Time, 0.0002 },
        { "200 μs", Dimension.Time, 0.0002 },
        { "1 s", Dimension.Time, 1 },
        { "5 mV", Dimension.Voltage, 5 },
        { "0.5 V", Dimension.Voltage, 500 },
        { "-4.964", Dimension.Voltage, -4.964 },
        { "+.5", Dimension.Voltage, 0.5 },
        { "10 Hz", Dimension.Frequency, 10 },
        { "1 kHz", Dimension.Frequency, 1000 },
        { "250 uA", Dimension.Current, 0.25 },
        { "0.25 mA", Dimension.Current, 0.25 },
        { "19 Ohm", Dimension.Resistance, 19 },
        { "19 Ω", Dimension.Resistance, 19 },
        { "2 MOhm", Dimension.Resistance, 2e6 },
        { "1 mV*s", Dimension.KernelArea, 1 },
        { "1000 mV*ms", Dimension.KernelArea, 1 },
        { "1 mV s", Dimension.KernelArea, 1 },
        { "1 mV·s", Dimension.KernelArea, 1 },
        { "0.0497", Dimension.None, 0.0497 },
        { "5.", Dimension.None, 5 },
    };

    public static TheoryData<string, Dimension, string> Mistaken => new()
    {
        { "10 mV", Dimension.Time, "tau_m is a time; \"10 mV\" is a voltage; write for example 10 ms" },
        { "1 mV", Dimension.KernelArea, "tau_m is a voltage times a time; \"1 mV\" is a voltage; write for example 1 mV*s" },
        { "10 parsec", Dimension.Time, "unknown unit 'parsec' in \"10 parsec\"; tau_m is a time, written in ms, s, us" },
        { "3 ms", Dimension.None, "tau_m has no unit; \"3 ms\" is given one: write the number alone" },
        { "ten", Dimension.Time, "\"ten\" is not a time; write tau_m in s, or with its unit as in 10 ms" },
        { "ten", Dimension.None, "\"ten\" is not a number; write tau_m as a number, for example 0.1" },
        { "1 2", Dimension.Time, "\"1 2\" is not a time; write tau_m in s, or with its unit as in 10 ms" },
        { "1_000", Dimension.Time, "unknown unit '_000' in \"1_000\"; tau_m is a time, written in ms, s, us" },
        { "NaN", Dimension.Time, "tau_m must be a finite number, not NaN" },
        { ".inf", Dimension.Time, "tau_m must be a finite number, not .inf" },
        { "-Infinity", Dimension.Time, "tau_m must be a finite number, not -Infinity" },
        { "1e400", Dimension.Time, "tau_m must be a finite number, and \"1e400\" is too large" },
        { "1e99999999999 ms", Dimension.Time, "tau_m must be a finite number, and \"1e99999999999 ms\" is too large" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_number_is_read_exactly_in_the_unit_of_its_dimension(string text, Dimension dimension, double expected)
    {
        Quantity.TryParse("tau_m", text, dimension, out var value, out var problem).ShouldBeTrue(problem);
        value.ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Mistaken))]
    public void A_mistake_is_one_sentence_with_its_mend(string text, Dimension dimension, string expected)
    {
        Quantity.TryParse("tau_m", text, dimension, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
    }

    [Fact]
    public void Milliseconds_are_the_same_double_as_seconds()
    {
        for (var i = 1; i <= 2000; i++)
        {
            Quantity.TryParse("t", string.Create(CultureInfo.InvariantCulture, $"{i / 10}.{i % 10} ms"), Dimension.Time, out var value, out _);
            value.ShouldBe(double.Parse($"{i}e-4", CultureInfo.InvariantCulture));
        }
    }
}
