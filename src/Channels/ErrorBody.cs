using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace PartyBuilding.Channels;

/// <summary>The error shape of both protocols: <c>{"error":{"code","message"}}</c>.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record ErrorBody(ErrorDetail Error)
{
    /// <summary>Answers with a status and this shape.</summary>
    internal static Task WriteAsync(HttpResponse response, int status, string code, string message, CancellationToken cancel)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(new ErrorBody(new ErrorDetail(code, message)), ErrorJson.Default.ErrorBody, null, cancel);
    }
}

/// <summary>One error.</summary>
/// <param name="Code">For the program.</param>
/// <param name="Message">For the one who wrote the program.</param>
public sealed record ErrorDetail(string? Code, string? Message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
