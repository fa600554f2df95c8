using Agon.Federation.Contracts;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.Files;

/// <summary>What people and programs are told about an upload that was not kept.</summary>
internal static class UploadMessages
{
    public static string Sentence(UploadFailure failure) => failure switch
    {
        UploadFailure.TooLarge(var max) => $"The file is larger than the {Bytes.Words(max)} allowed here. Nothing was stored: send a smaller one.",
        UploadFailure.CutOff => "The upload was cut off before the file was complete. Nothing was stored: send it again.",
        UploadFailure.Empty => "The file is empty. Check it and send it again.",
        UploadFailure.NoFile => "Choose a file to upload.",
        UploadFailure.NotAForm => "This is not an upload form with one file. Use the form on the page, or the API.",
        UploadFailure.PageTooOld => "This page was open too long, or was opened before you signed in. Nothing was stored: choose the file and send it again.",
        UploadFailure.DigestMismatch(var announced, var received) =>
            $"The bytes received are not the ones announced: their SHA-256 is {received}, announced was {announced}. Nothing was stored: send it again.",
        UploadFailure.StorageFull => "This site has no room left for the file. Nothing was stored: tell its operator, and try again later.",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    /// <summary>The same, as the HTTP API says it.</summary>
    public static ProblemHttpResult Problem(UploadFailure failure) => failure switch
    {
        UploadFailure.TooLarge(var max) => Problem(failure, StatusCodes.Status413PayloadTooLarge, Problems.TooLarge, new Dictionary<string, object?> { ["maxBytes"] = max }),
        UploadFailure.DigestMismatch => Problem(failure, StatusCodes.Status422UnprocessableEntity, Problems.DigestMismatch),
        UploadFailure.Empty => Problem(failure, StatusCodes.Status422UnprocessableEntity, Problems.UnusableFile),
        UploadFailure.StorageFull => Problem(failure, StatusCodes.Status507InsufficientStorage, null),
        UploadFailure.CutOff or UploadFailure.NoFile or UploadFailure.NotAForm or UploadFailure.PageTooOld =>
            Problem(failure, StatusCodes.Status400BadRequest, null),
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    private static ProblemHttpResult Problem(UploadFailure failure, int status, string? type, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(Sentence(failure), statusCode: status, type: type, extensions: extensions);
}
