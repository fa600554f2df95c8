using System.IO.Compression;
using System.Text;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>Makes archives, honest and other ones.</summary>
internal static class Archive
{
    public const int Link = 0xa1ff << 16;

    public static byte[] Of(params (string Name, string Content)[] files) =>
        Build(zip =>
        {
            foreach (var (name, content) in files)
            {
                Add(zip, name, Encoding.UTF8.GetBytes(content));
            }
        });

    public static byte[] Build(Action<ZipArchive> fill)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }

        return bytes.ToArray();
    }

    public static ZipArchiveEntry Add(ZipArchive zip, string name, byte[] content, int attributes = 0)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        if (attributes != 0)
        {
            entry.ExternalAttributes = attributes;
        }

        using var to = entry.Open();
        to.Write(content);
        return entry;
    }

    public static Dictionary<string, string> Read(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
