using System.Xml;
using System.Xml.Linq;

namespace Spikelihood.Reports.Tests;

/// <summary>Reads what the reports write as strictly as XML allows.</summary>
internal static class Markup
{
    public static XDocument Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    /// <summary>Every number of every coordinate attribute is a number, and all ids are unique and all references to them hold.</summary>
    public static void ShouldBeSound(XDocument document)
    {
        var ids = document.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        ids.ShouldBeUnique();
        var references = document.Descendants().Attributes("aria-labelledby").SelectMany(value => value.Value.Split(' '))
            .Concat(document.Descendants().Attributes("clip-path").Select(value => value.Value["url(#".Length..^1]));
        references.ShouldBeSubsetOf(ids);
        document.ToString().ShouldNotContain("NaN");
    }

    public static void ShouldNeedNothingElse(string text)
    {
        var withoutNamespaces = text
            .Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal)
            .Replace("xmlns=\"http://www.w3.org/1999/xhtml\"", "", StringComparison.Ordinal);
        foreach (var reference in new[] { "http", "src=", "href=", "@import", "<script", "<link", "url(//" })
        {
            withoutNamespaces.Contains(reference, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(reference);
        }
    }
}
