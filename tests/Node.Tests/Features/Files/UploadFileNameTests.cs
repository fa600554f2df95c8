using Agon.Node.Features.Files;

namespace Agon.Node.Tests.Features.Files;

public sealed class UploadFileNameTests
{
    [Theory]
    [InlineData("bundle.zip", "bundle.zip")]
    [InlineData(@"C:\Users\me\bundle.zip", "bundle.zip")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("données 2.zip", "données 2.zip")]
    [InlineData("evil\u202Egpj.zip", "evilgpj.zip")]
    [InlineData("tab\tand\nnewline.zip", "tabandnewline.zip")]
    [InlineData("..", "upload.zip")]
    [InlineData("", "upload.zip")]
    [InlineData(null, "upload.zip")]
    public void a_name_is_kept_as_far_as_it_is_harmless(string? given, string cleaned)
    {
        UploadFileName.Clean(given, "upload.zip").ShouldBe(cleaned);
    }

    [Fact]
    public void half_a_character_is_dropped()
    {
        UploadFileName.Clean("half\ud800.zip", "upload.zip").ShouldBe("half.zip");
    }

    [Fact]
    public void a_long_name_is_shortened_before_its_extension()
    {
        var cleaned = UploadFileName.Clean(new string('a', 500) + ".zip", "upload.zip");

        cleaned.Length.ShouldBe(UploadFileName.MaxLength);
        cleaned.ShouldEndWith("a.zip");
    }
}
