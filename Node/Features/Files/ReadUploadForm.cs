using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Agon.Node.Features.Files;

/// <summary>
/// Reads a multipart form with one file, part by part: the antiforgery token must come first, text fields are bounded, and the file
/// becomes a blob only when the form's end has arrived.
/// </summary>
internal sealed class ReadUploadForm(IFileStore files, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> antiforgeryOptions)
{
    private const int MaxBoundary = 200, MaxSections = 34, MaxFieldBytes = 64 * 1024, MaxHeaderBytes = 16 * 1024;

    public async Task<UploadOutcome> ReadAsync(HttpContext context, long maxBytes, CancellationToken ct)
    {
        if (!TryGetBoundary(context.Request, out var boundary))
        {
            return Refused(new UploadFailure.NotAForm());
        }

        await using var upload = new Upload(files, maxBytes);
        var outcome = await ReadAsync(context, boundary, upload, ct);
        return outcome is UploadOutcome.Refused refused ? refused with { Fields = upload.Fields } : outcome;
    }

    private async Task<UploadOutcome> ReadAsync(HttpContext context, string boundary, Upload upload, CancellationToken ct)
    {
        var reader = new MultipartReader(boundary, context.Request.Body, 64 * 1024) { HeadersCountLimit = 16, HeadersLengthLimit = MaxHeaderBytes };
        var isGenuine = await IsGenuineByHeaderAsync(context);
        try
        {
            for (var sections = 1; await reader.ReadNextSectionAsync(ct) is { } section; sections++)
            {
                if (sections > MaxSections || section.GetContentDispositionHeader() is not { } disposition)
                {
                    return Refused(new UploadFailure.NotAForm());
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (disposition.IsFileDisposition())
                {
                    if (!isGenuine)
                    {
                        return Refused(new UploadFailure.PageTooOld());
                    }

                    if (await upload.TakeFileAsync(section, disposition, ct) is { } failure)
                    {
                        return Refused(failure);
                    }
                }
                else if (await ReadFieldAsync(section, ct) is not { } value)
                {
                    return Refused(new UploadFailure.NotAForm());
                }
                else if (name == antiforgeryOptions.Value.FormFieldName)
                {
                    isGenuine = isGenuine || await IsGenuineAsync(context, value);
                }
                else
                {
                    upload.Fields[name] = value;
                }
            }
        }
        catch (InvalidDataException)
        {
            return Refused(new UploadFailure.NotAForm());
        }
        catch (IOException e) when (e.HResult == IncompleteForm || e is BadHttpRequestException)
        {
            return Refused(new UploadFailure.CutOff());
        }

        return isGenuine ? await upload.CompleteAsync(ct) : Refused(new UploadFailure.PageTooOld());
    }

    // What a plain "new IOException(message)" carries, as the reader throws at a premature end; errors of the disk carry their own.
    private static readonly int IncompleteForm = new IOException().HResult;

    private static UploadOutcome.Refused Refused(UploadFailure failure) => new UploadOutcome.Refused(failure);

    private static bool TryGetBoundary(HttpRequest request, [NotNullWhen(true)] out string? boundary)
    {
        boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
                : null;
        return boundary is { Length: > 0 and <= MaxBoundary };
    }

    private static async Task<string?> ReadFieldAsync(MultipartSection section, CancellationToken ct)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(MaxFieldBytes);
        try
        {
            var length = await section.Body.ReadAtLeastAsync(bytes.AsMemory(0, MaxFieldBytes), MaxFieldBytes, throwOnEndOfStream: false, ct);
            return length < MaxFieldBytes ? Encoding.UTF8.GetString(bytes, 0, length) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // The check reads the header before it would read the form, which only we may do here.
    private async Task<bool> IsGenuineAsync(HttpContext context, string token)
    {
        context.Request.Headers[antiforgeryOptions.Value.HeaderName!] = token;
        return await antiforgery.IsRequestValidAsync(context);
    }

    private async Task<bool> IsGenuineByHeaderAsync(HttpContext context) =>
        context.Request.Headers.ContainsKey(antiforgeryOptions.Value.HeaderName!) && await antiforgery.IsRequestValidAsync(context);

    /// <summary>The file and the fields of one form while it is read.</summary>
    private sealed class Upload(IFileStore files, long maxBytes) : IAsyncDisposable
    {
        private BlobWriter? _writer;
        private string? _fileName;

        public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

        public async Task<UploadFailure?> TakeFileAsync(MultipartSection section, ContentDispositionHeaderValue disposition, CancellationToken ct)
        {
            if (_writer is not null)
            {
                return new UploadFailure.NotAForm();
            }

            _fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
            _writer = files.Begin(maxBytes);
            return await ReceiveUpload.CopyAsync(section.Body, _writer, ct);
        }

        public async Task<UploadOutcome> CompleteAsync(CancellationToken ct)
        {
            if (_writer is null || (_writer.Length == 0 && string.IsNullOrEmpty(_fileName)))
            {
                return Refused(new UploadFailure.NoFile());
            }

            if (_writer.Length == 0)
            {
                return Refused(new UploadFailure.Empty());
            }

            var blob = await _writer.CompleteAsync(ct);
            return new UploadOutcome.Received(new ReceivedFile(blob, UploadFileName.Clean(_fileName, "upload.zip"), Fields));
        }

        public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
