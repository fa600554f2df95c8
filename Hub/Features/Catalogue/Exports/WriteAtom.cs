using System.Globalization;
using System.Text;
using System.Xml;
using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Exports;

/// <summary>Writes listings as news for feed readers (Atom, RFC 4287).</summary>
internal static class WriteAtom
{
    public const string MediaType = "application/atom+xml; charset=utf-8";
    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="name">What the feed is called.</param>
    /// <param name="self">Its own path.</param>
    /// <param name="page">The path of the page that shows the same.</param>
    /// <param name="rows">The listings, in order.</param>
    /// <param name="now">When nothing changed yet, the instant it says it changed.</param>
    /// <param name="address">Makes a whole address of a path.</param>
    public static string Of(string name, string self, string page, IReadOnlyList<ListingRow> rows, DateTimeOffset now, Func<string, string> address)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(new Utf8Writer(text), new XmlWriterSettings { Indent = true, Encoding = Encoding.UTF8 }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, address(self));
            xml.WriteElementString("title", Namespace, name);
            xml.WriteElementString("updated", Namespace, Stamp(rows.Select(r => r.ChangedAt).DefaultIfEmpty(now).Max()));
            Link(xml, "self", address(self));
            Link(xml, "alternate", address(page));
            foreach (var row in rows)
            {
                Entry(xml, row, address);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static void Entry(XmlWriter xml, ListingRow row, Func<string, string> address)
    {
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, $"urn:uuid:{row.Id}");
        xml.WriteElementString("title", Namespace, Clean(row.Title));
        xml.WriteElementString("updated", Namespace, Stamp(row.ChangedAt));
        xml.WriteElementString("published", Namespace, Stamp(row.NewSince));
        Link(xml, "alternate", address(HubLinks.Competitions.Show(row.Slug)));
        xml.WriteStartElement("author", Namespace);
        xml.WriteElementString("name", Namespace, Clean(row.Institution));
        xml.WriteEndElement();
        foreach (var tag in row.Tags.Concat(row.TaskTypes).Concat(row.Modalities).Distinct())
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", Clean(tag));
            xml.WriteEndElement();
        }

        xml.WriteElementString("summary", Namespace, Clean($"{row.Text} {ExportMessages.When(row)}".Trim()));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    // Half a character is none in XML.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString()));

    private static string Stamp(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed class Utf8Writer(StringBuilder text) : StringWriter(text, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
