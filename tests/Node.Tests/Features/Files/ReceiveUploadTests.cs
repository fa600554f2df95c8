using System.Security.Cryptography;
using System.Text;
using Agon.Node.Features.Files;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests.Features.Files;

public sealed class ReceiveUploadTests : IDisposable
{
    private const string Boundary = "boundary";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("agon-uploads-");
    private readonly DiskFileStore _store;
    private readonly ServiceProvider _services;
    private readonly IAntiforgery _antiforgery;
    private readonly ReceiveUpload _receive;

    public ReceiveUploadTests()
    {
        _store = new DiskFileStore(_directory.FullName, TimeProvider.System);
        var services = new ServiceCollection().AddLogging().AddAntiforgery();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        _services = services.BuildServiceProvider();
        _antiforgery = _services.GetRequiredService<IAntiforgery>();
        _receive = new ReceiveUpload(_store, new ReadUploadForm(_store, _antiforgery, _services.GetRequiredService<IOptions<AntiforgeryOptions>>()));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_body_is_kept_with_its_digest_and_name()
    {
        var outcome = await Body("content"u8.ToArray(), fileName: "dir/bundle.zip");

        var file = outcome.ShouldBeOfType<UploadOutcome.Received>().File;
        file.FileName.ShouldBe("bundle.zip");
        file.Blob.ShouldBe(new StoredBlob(Digest("content"), 7));
        await using var kept = await _store.OpenAsync(Digest("content"), Ct);
        kept!.Length.ShouldBe(7);
    }

    [Fact]
    public async Task a_body_announced_too_large_is_refused_before_reading()
    {
        var context = new DefaultHttpContext { Request = { Body = new Unreadable(), ContentLength = 11 } };

        var outcome = await _receive.FromBodyAsync(context, null, maxBytes: 10, null, Ct);

        ShouldBeRefused(outcome, new UploadFailure.TooLarge(10));
    }

    [Fact]
    public async Task a_body_that_turns_out_too_large_is_refused_and_removed()
    {
        ShouldBeRefused(await Body(new byte[11], maxBytes: 10, announceLength: false), new UploadFailure.TooLarge(10));
    }

    [Fact]
    public async Task a_body_shorter_than_announced_is_cut_off()
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(new byte[5]), ContentLength = 9 } };

        ShouldBeRefused(await _receive.FromBodyAsync(context, null, 100, null, Ct), new UploadFailure.CutOff());
    }

    [Fact]
    public async Task a_connection_that_breaks_is_cut_off()
    {
        var context = new DefaultHttpContext { Request = { Body = new Unreadable() } };

        ShouldBeRefused(await _receive.FromBodyAsync(context, null, 100, null, Ct), new UploadFailure.CutOff());
    }

    [Fact]
    public async Task an_empty_body_is_refused()
    {
        ShouldBeRefused(await Body([]), new UploadFailure.Empty());
    }

    [Fact]
    public async Task other_bytes_than_announced_are_refused()
    {
        var announced = Digest("something else");

        ShouldBeRefused(await Body("content"u8.ToArray(), announced: announced), new UploadFailure.DigestMismatch(announced, Digest("content")));
    }

    [Fact]
    public async Task the_bytes_announced_are_accepted_in_either_case()
    {
        var outcome = await Body("content"u8.ToArray(), announced: Digest("content").ToUpperInvariant());

        outcome.ShouldBeOfType<UploadOutcome.Received>();
    }

    [Fact]
    public async Task a_form_gives_its_file_and_fields()
    {
        var outcome = await Form(Token() + Field("before", "1") + File("my.zip", "content") + Field("after", "2") + End);

        var file = outcome.ShouldBeOfType<UploadOutcome.Received>().File;
        file.FileName.ShouldBe("my.zip");
        file.Blob.Sha256.ShouldBe(Digest("content"));
        file.Fields.ShouldBe(new Dictionary<string, string> { ["before"] = "1", ["after"] = "2" }, ignoreOrder: true);
    }

    [Fact]
    public async Task a_form_without_a_token_stores_nothing()
    {
        ShouldBeRefused(await Form(File("my.zip", "content") + End), new UploadFailure.PageTooOld());
    }

    [Fact]
    public async Task a_token_after_the_file_is_too_late()
    {
        ShouldBeRefused(await Form(File("my.zip", "content") + Token() + End), new UploadFailure.PageTooOld());
    }

    [Fact]
    public async Task a_forged_token_stores_nothing()
    {
        ShouldBeRefused(await Form(Field("__RequestVerificationToken", "forged") + File("my.zip", "content") + End), new UploadFailure.PageTooOld());
    }

    [Fact]
    public async Task a_form_cut_off_in_its_file_keeps_nothing()
    {
        ShouldBeRefused(await Form(Token() + File("my.zip", "content")[..^4]), new UploadFailure.CutOff());
    }

    [Fact]
    public async Task a_form_cut_off_behind_its_file_keeps_nothing()
    {
        ShouldBeRefused(await Form(Token() + File("my.zip", "content") + Field("after", "2")), new UploadFailure.CutOff());
    }

    [Fact]
    public async Task a_file_larger_than_allowed_is_refused()
    {
        ShouldBeRefused(await Form(Token() + File("my.zip", "content") + End, maxBytes: 6), new UploadFailure.TooLarge(6));
    }

    [Fact]
    public async Task a_form_with_its_file_left_blank_asks_for_one()
    {
        ShouldBeRefused(await Form(Token() + File("", "") + End), new UploadFailure.NoFile());
        ShouldBeRefused(await Form(Token() + End), new UploadFailure.NoFile());
    }

    [Fact]
    public async Task an_empty_file_is_refused()
    {
        ShouldBeRefused(await Form(Token() + File("my.zip", "") + End), new UploadFailure.Empty());
    }

    [Fact]
    public async Task two_files_are_refused()
    {
        ShouldBeRefused(await Form(Token() + File("a.zip", "a") + File("b.zip", "b") + End), new UploadFailure.NotAForm());
    }

    [Fact]
    public async Task a_text_field_has_a_limit()
    {
        ShouldBeRefused(await Form(Token() + Field("long", new string('x', 70_000)) + File("a.zip", "a") + End), new UploadFailure.NotAForm());
    }

    [Fact]
    public async Task a_field_sent_again_and_again_is_refused()
    {
        ShouldBeRefused(await Form(Token() + Repeat(Field("same", "1")) + File("a.zip", "a") + End), new UploadFailure.NotAForm());
    }

    [Fact]
    public async Task a_token_sent_again_and_again_is_refused()
    {
        ShouldBeRefused(await Form(Token() + Repeat(Field("__RequestVerificationToken", "forged")) + File("a.zip", "a") + End), new UploadFailure.NotAForm());
    }

    [Fact]
    public async Task a_body_that_is_no_form_is_refused()
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream("{}"u8.ToArray()), ContentType = "application/json" } };

        ShouldBeRefused(await _receive.FromFormAsync(context, 100, Ct), new UploadFailure.NotAForm());
    }

    [Fact]
    public async Task a_large_form_is_never_held_in_memory()
    {
        // 200 MB that exist only while they are read: a buffered form would need them all at once.
        var context = SignedContext();
        await using var body = new LongForm(Token(context) + FileHead("big.zip"), 200L * 1024 * 1024, "\r\n" + End);
        context.Request.Body = body;

        var outcome = await _receive.FromFormAsync(context, long.MaxValue, Ct);

        outcome.ShouldBeOfType<UploadOutcome.Received>().File.Blob.Bytes.ShouldBe(200L * 1024 * 1024);
        body.LargestRead.ShouldBeLessThanOrEqualTo(128 * 1024);
    }

    public void Dispose()
    {
        _services.Dispose();
        _directory.Delete(recursive: true);
    }

    private const string End = $"--{Boundary}--\r\n";

    private static string Field(string name, string value) => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static string Repeat(string field) => string.Concat(Enumerable.Repeat(field, 40));

    private static string FileHead(string name) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/zip\r\n\r\n";

    private static string File(string name, string content) => $"{FileHead(name)}{content}\r\n";

    private static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private string _cookie = "";

    private string Token(HttpContext? context = null)
    {
        var tokens = _antiforgery.GetTokens(new DefaultHttpContext { RequestServices = _services });
        var name = _services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        _cookie = $"{name}={tokens.CookieToken}";
        if (context is not null)
        {
            context.Request.Headers.Cookie = _cookie;
        }

        return Field(tokens.FormFieldName, tokens.RequestToken!);
    }

    private DefaultHttpContext SignedContext() => new()
    {
        RequestServices = _services,
        Request = { Method = "POST", ContentType = $"multipart/form-data; boundary={Boundary}", Headers = { Cookie = _cookie } },
    };

    private Task<UploadOutcome> Form(string form, long maxBytes = 1000)
    {
        var context = SignedContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        return _receive.FromFormAsync(context, maxBytes, Ct);
    }

    private Task<UploadOutcome> Body(
        byte[] body, string? fileName = null, long maxBytes = 1000, string? announced = null, bool announceLength = true)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(body), ContentLength = announceLength ? body.Length : null } };
        return _receive.FromBodyAsync(context, fileName, maxBytes, announced, Ct);
    }

    private void ShouldBeRefused(UploadOutcome outcome, UploadFailure expected)
    {
        outcome.ShouldBeOfType<UploadOutcome.Refused>().Failure.ShouldBe(expected);
        UploadMessages.Sentence(expected).ShouldEndWith(".");
        Directory.EnumerateFiles(_directory.FullName, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
