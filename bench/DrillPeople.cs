using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace PartyBuilding.Bench;

/// <summary>One report that was acknowledged.</summary>
/// <param name="Id">The channel's id of the message.</param>
/// <param name="Inline">Whether the reply was wanted in the response, and there it was.</param>
internal sealed record DrillReport(string Id, bool Inline);

/// <summary>
/// Secretaries who report and send notices without pause, each message again and again until some bot has acknowledged it, and now and then once
/// more after that.
/// </summary>
internal sealed class DrillPeople(DrillTeam team, TurnReports reports, string connector) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(8) };

    public ConcurrentQueue<DrillReport> Reports { get; } = new();

    /// <summary>Texts of the notices that were given to a bot to send.</summary>
    public ConcurrentQueue<string> Notices { get; } = new();

    /// <summary>Answers to the same message that differed from the first.</summary>
    public int OtherAnswers;

    public int Redeliveries;

    public void Dispose() => http.Dispose();

    /// <summary>Makes the group chat of each branch known to the bot.</summary>
    public async Task BindGroupsAsync(int branches, CancellationToken cancel)
    {
        for (var branch = 0; branch < branches; branch++)
            await UntilTakenAsync(new Random(branch), Message(branch, $"bind{branch}", "@党建助手 绑定本群", inline: true, group: true), cancel);
    }

    /// <summary>One person's day, until told to stop; a message begun is still brought to its end.</summary>
    public async Task LiveAsync(int branch, CancellationToken stop)
    {
        var random = new Random(branch);
        for (var n = 0; !stop.IsCancellationRequested && n < TurnReports.PerBranch; n++)
        {
            if (n % 12 == 11)
                await SendNoticeAsync(random, branch, n);
            var inline = random.Next(2) == 0;
            var id = TurnReports.Id(branch, n);
            var message = Message(branch, id, reports.Text(n), inline, group: false);
            var first = await UntilTakenAsync(random, message, CancellationToken.None);
            Reports.Enqueue(new DrillReport(id, inline));
            if (random.Next(5) == 0)
            {
                var again = await UntilTakenAsync(random, message, CancellationToken.None);
                Interlocked.Increment(ref Redeliveries);
                if (again != first)
                    Interlocked.Increment(ref OtherAnswers);
            }
        }
    }

    private async Task SendNoticeAsync(Random random, int branch, int n)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"演练通知{branch}之{n}号");
        await UntilTakenAsync(random, Message(branch, $"n{branch}.{n}", "发到本支部群：" + text, inline: true, group: false), CancellationToken.None);
        await UntilTakenAsync(random, Message(branch, $"y{branch}.{n}", "确认", inline: true, group: false), CancellationToken.None);
        Notices.Enqueue(text);
    }

    /// <summary>Posts a message to one bot after another until one takes it.</summary>
    /// <returns>The body of the acknowledgement.</returns>
    private async Task<string> UntilTakenAsync(Random random, string message, CancellationToken cancel)
    {
        for (var tried = 0; ; tried++)
        {
            try
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync(new Uri(team.Any(random), "api/messages"), content, cancel);
                if (answer.IsSuccessStatusCode)
                    return await answer.Content.ReadAsStringAsync(cancel);
                if ((int)answer.StatusCode < 500 || tried > 3000)
                    throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                // Dead, paused or just killed: another one, or the same a moment later.
            }
            await Task.Delay(random.Next(20, 120), cancel);
        }
    }

    private string Message(int branch, string id, string text, bool inline, bool group)
    {
        var speaker = BenchCounty.Speaker(branch);
        var conversation = group ? "g" + speaker : speaker;
        return $$"""
            {"type":"message","id":"{{id}}","serviceUrl":"{{connector}}","channelId":"test","from":{"id":"{{speaker}}","name":"书记"},"recipient":{"id":"bot","name":"党建助手"},"conversation":{"id":"{{conversation}}","isGroup":{{(group ? "true" : "false")}}},"locale":"zh-CN",{{(inline ? "\"deliveryMode\":\"expectReplies\"," : "")}}"text":"{{text}}"}
            """;
    }
}
