using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace PartyBuilding.Bot.Web.Page;

/// <summary>Microsoft's Web Chat: one file of its npm package, fetched once, checked, compressed and kept in the data folder.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="logger">Told when it could not be fetched.</param>
internal sealed partial class WebChatFiles(string folder, ILogger<WebChatFiles> logger)
{
    public const string Version = "4.18.1";
    public const string Path = "/page/webchat-" + Version + ".js";
    public const string Ready = "ready";
    private const string Preparing = "preparing";
    private const string Missing = "missing";

    // As published in the registry: whatever answers to the name, only this file is run.
    private const string Sha512 = "7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==";
    private const string Entry = "package/dist/webchat.js";

    private readonly string _plain = PlainIn(folder);
    private volatile string _state = File.Exists(PlainIn(folder)) ? Ready : Missing;

    /// <summary><c>ready</c>, <c>preparing</c> or <c>missing</c>.</summary>
    public string State => _state;

    /// <summary>Fetches the file where it is not there yet. Without npm or network it stays missing, the page says so, and all else runs.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (_state == Ready)
            return;
        _state = Preparing;
        // Beside where it goes: what a killed process leaves half done goes with the folder.
        var work = Directory.CreateDirectory(System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName())).FullName;
        try
        {
            var package = await PackAsync(work, cancel);
            await UnpackAsync(package, cancel);
            _state = Ready;
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidDataException or UnauthorizedAccessException or OperationCanceledException)
        {
            _state = Missing;
            LogMissing(fault is Win32Exception ? "npm was not found" : fault.Message);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Answers with the best compressed form the browser takes.</summary>
    public IResult Serve(HttpContext call)
    {
        if (_state != Ready)
            return Results.NotFound();
        var headers = call.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        var accepted = call.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (name, ending) in new[] { ("br", ".br"), ("gzip", ".gz") })
        {
            if (!accepted.Any(a => a.Value == name && a.Quality is not 0))
                continue;
            headers.ContentEncoding = name;
            return Results.File(_plain + ending, "text/javascript; charset=utf-8");
        }
        return Results.File(_plain, "text/javascript; charset=utf-8");
    }

    private static string PlainIn(string folder) => System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, $"webchat-{Version}.js"));

    private static async Task<string> PackAsync(string work, CancellationToken cancel)
    {
        string[] arguments = ["pack", "--silent", "--pack-destination", work, "botframework-webchat@" + Version];
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var said = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(cancel), npm.StandardError.ReadToEndAsync(cancel));
            await npm.WaitForExitAsync(cancel);
            var package = Directory.GetFiles(work, "*.tgz").SingleOrDefault();
            return npm.ExitCode == 0 && package is not null ? package : throw new InvalidDataException($"npm pack failed: {said[1].Trim()}");
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }
    }

    private async Task UnpackAsync(string package, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(package, cancel);
        if (Convert.ToBase64String(SHA512.HashData(bytes)) != Sha512)
            throw new InvalidDataException("the package is not the one that was checked (its sha512 differs)");
        using var tar = new TarReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        while (await tar.GetNextEntryAsync(cancellationToken: cancel) is { } entry)
        {
            if (entry.Name != Entry)
                continue;
            using var script = new MemoryStream();
            await entry.DataStream!.CopyToAsync(script, cancel);
            Directory.CreateDirectory(folder);
            // The plain file last: where it is, the others are.
            await WriteAsync(_plain + ".br", script, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 9 }), cancel);
            await WriteAsync(_plain + ".gz", script, stream => new GZipStream(stream, CompressionLevel.SmallestSize), cancel);
            await WriteAsync(_plain, script, stream => stream, cancel);
            return;
        }
        throw new InvalidDataException($"the package has no {Entry}");
    }

    private static async Task WriteAsync(string target, MemoryStream script, Func<Stream, Stream> through, CancellationToken cancel)
    {
        // A name of its own: another process may be at the same.
        var half = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(target)!, System.IO.Path.GetRandomFileName());
        await using (var file = File.Create(half))
        await using (var packed = through(file))
            await packed.WriteAsync(script.GetBuffer().AsMemory(0, (int)script.Length), cancel);
        File.Move(half, target, overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Web Chat could not be fetched ({Reason}). The page says how to get it; everything else runs.")]
    private partial void LogMissing(string reason);
}
