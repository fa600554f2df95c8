using Agon.Portal.Images;

namespace Agon.Portal.Tests.Images;

public sealed class ImageKindTests
{
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static TheoryData<byte[], string, int, int> Images() => new()
    {
        { Pixel, "image/png", 1, 1 },
        { [.. "GIF89a"u8, 0x20, 0x01, 0x10, 0x00, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0x20, 0x01, 0x10, 0x00, 0], "image/gif", 288, 16 },
        { [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x21, 0xFE, 2, 7, 7, 0, 0x2C, 0, 0, 0, 0, 0x30, 0x75, 0x30, 0x75, 0], "image/gif", 30000, 30000 },
        { [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0x01, 0x00, 0x02, 0x00, 3], "image/jpeg", 512, 256 },
        { [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xFF, 1, 0, 0x0F, 0, 0], "image/webp", 512, 16 },
        { [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8L"u8, 0, 0, 0, 0, 0x2F, 0xFF, 0xC1, 0x03, 0, 0, 0, 0, 0, 0], "image/webp", 512, 16 },
        { [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8, 0, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 0x00, 0x02, 0x10, 0x00], "image/webp", 512, 16 },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void an_image_is_known_by_its_content(byte[] bytes, string type, int width, int height)
    {
        ImageKind.Of(bytes).ShouldBe(new ImageKind(type, width, height));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("GIF89a")]
    [InlineData("RIFF1234WEBPVP8X")]
    public void what_is_not_whole_or_no_image_is_none(string content)
    {
        ImageKind.Of(System.Text.Encoding.ASCII.GetBytes(content)).ShouldBeNull();
    }

    [Fact]
    public void what_hides_the_size_of_a_jpeg_from_some_readers_is_none()
    {
        byte[] decoy = [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 3];

        ImageKind.Of([0xFF, 0xD8, 0xFF, 0x01, 0, 12, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, .. decoy]).ShouldBeNull();
        ImageKind.Of([0xFF, 0xD8, 0xFF, 0xD9, .. decoy]).ShouldBeNull();
    }

    [Fact]
    public void the_begin_of_an_image_never_throws()
    {
        foreach (var (bytes, _, _, _) in Images().Select(i => i.Data))
        {
            for (var length = 0; length <= bytes.Length; length++)
            {
                _ = ImageKind.Of(bytes.AsSpan(0, length));
            }
        }
    }
}
