using System.Collections.Concurrent;
using PartyBuilding.Channels;
using PartyBuilding.Channels.DirectLine;

namespace PartyBuilding.Tests.Channels.Support;

/// <summary>Numbered lines in memory, and a bot that repeats what it hears.</summary>
internal sealed class MemoryDirectLineStore : IDirectLineStore
{
    private const int JoinWindow = 50;

    private readonly ConcurrentDictionary<string, Room> _rooms = new();
    private readonly ConcurrentDictionary<string, StoredFile> _files = new();

    public DirectLineStreams? Streams { get; set; }

    public bool IsAway { get; set; }

    /// <summary>What the bot says to a message; null for silence.</summary>
    public Func<Activity, string?> Bot { get; set; } = heard => heard.Text is { } text ? "听到：" + text : null;

    public PostOutcome? Outcome { get; set; }

    public ConcurrentQueue<(Seat Seat, Activity Activity)> Posted { get; } = new();

    public ConcurrentQueue<Seat> Started { get; } = new();

    public int Reads;

    public Task<bool?> StartAsync(Seat seat, string? locale, CancellationToken cancel)
    {
        ThrowIfAway();
        Started.Enqueue(seat);
        return Task.FromResult<bool?>(seat.User?.Id == "dl_stranger" ? null : _rooms.TryAdd(seat.Conversation, new Room()));
    }

    public Task<long?> LastAsync(Seat seat, CancellationToken cancel)
    {
        ThrowIfAway();
        return Task.FromResult<long?>(_rooms.TryGetValue(seat.Conversation, out var room) ? room.Count : null);
    }

    public Task<IReadOnlyList<Line>?> ReadAsync(Seat seat, long? after, int atMost, CancellationToken cancel)
    {
        ThrowIfAway();
        Interlocked.Increment(ref Reads);
        return Task.FromResult<IReadOnlyList<Line>?>(_rooms.TryGetValue(seat.Conversation, out var room) ? room.Read(after ?? Math.Max(0, room.Count - JoinWindow), atMost) : null);
    }

    public Task<PostOutcome> PostAsync(Seat seat, Activity activity, CancellationToken cancel)
    {
        ThrowIfAway();
        if (Outcome is { } outcome)
            return Task.FromResult(outcome);
        if (!_rooms.TryGetValue(seat.Conversation, out var room))
            return Task.FromResult<PostOutcome>(new PostOutcome.Unknown());
        Posted.Enqueue((seat, activity));
        var lines = room.Add(seat.Conversation, activity, Bot(activity));
        Streams?.Publish(seat.Conversation, lines);
        return Task.FromResult<PostOutcome>(new PostOutcome.Accepted(Line.IdOf(seat.Conversation, lines[0].Number)));
    }

    public Task KeepFileAsync(Seat seat, StoredFile file, CancellationToken cancel)
    {
        ThrowIfAway();
        _files[file.Id] = file;
        return Task.CompletedTask;
    }

    public Task<StoredFile?> FileAsync(string id, CancellationToken cancel) => Task.FromResult(_files.GetValueOrDefault(id));

    /// <summary>The bot speaks by itself; <paramref name="isTold"/> false is a commit whose signal got lost.</summary>
    public void Say(string conversation, string text, bool isTold = true)
    {
        var lines = _rooms.GetOrAdd(conversation, _ => new Room()).Add(conversation, new Activity { Type = "message", From = new() { Id = "bot", Role = "bot" }, Text = text }, null);
        if (isTold)
            Streams?.Publish(conversation, lines);
    }

    private void ThrowIfAway()
    {
        if (IsAway)
            throw new StoreAwayException(new IOException("away"));
    }

    private sealed class Room
    {
        private readonly List<Line> _lines = [];
        private DateTimeOffset? _last;

        public long Count
        {
            get
            {
                lock (_lines)
                    return _lines.Count;
            }
        }

        public List<Line> Read(long after, int atMost)
        {
            lock (_lines)
                return [.. _lines.Skip((int)after).Take(atMost)];
        }

        public List<Line> Add(string conversation, Activity said, string? answer)
        {
            lock (_lines)
            {
                var user = Numbered(conversation, said);
                if (answer is null)
                    return [user];
                var reply = new Activity { Type = "message", From = new() { Id = "bot", Name = "党建助手", Role = "bot" }, Text = answer, ReplyToId = Line.IdOf(conversation, user.Number) };
                return [user, Numbered(conversation, reply)];
            }
        }

        private Line Numbered(string conversation, Activity activity)
        {
            _last = Line.TimeAfter(_last, new DateTimeOffset(2026, 4, 22, 1, 0, 0, TimeSpan.Zero));
            var line = Line.Of(conversation, _lines.Count + 1, _last.Value, activity);
            _lines.Add(line);
            return line;
        }
    }
}
