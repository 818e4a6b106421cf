using System.Net;
using System.Net.Http.Headers;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>A body that knows whether it has begun to leave: what broke before that has surely not arrived.</summary>
internal sealed class OnceContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;
    private volatile bool _isLeaving;

    public OnceContent(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    public bool IsLeaving => _isLeaving;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isLeaving = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
