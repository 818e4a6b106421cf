using System.Diagnostics;
using System.Net;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>One person sends far too much: it costs that person alone.</summary>
public sealed class FloodTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_messages_at_once_slow_their_sender_with_one_sentence_and_nobody_else()
    {
        var loud = demo.Secretary(0);
        var others = Enumerable.Range(1, 6).Select(demo.Secretary).ToList();
        foreach (var other in others)
            await Messages.SayAsync(demo.Http, other, "我今年多少分", $"warm-{other.Id}", Cancel);
        var quiet = await TimesAsync(others, "before");

        var flood = Enumerable.Range(0, 200).Select(n => Messages.SayAsync(demo.Http, loud, "我今年多少分", $"flood-{n}", Cancel)).ToList();
        var meanwhile = await TimesAsync(others, "during");
        var answers = await Task.WhenAll(flood);

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.Status}"));
        Assert.Single(answers, answer => answer.Replies.Any(reply => reply.Contains("发得太快", StringComparison.Ordinal)));
        Assert.InRange(answers.Count(answer => answer.Replies.Any(reply => reply.Contains("积分", StringComparison.Ordinal))), 1, 120);
        // The machine may be busy with other things too: what counts is that nobody waits for the two hundred.
        Assert.True(meanwhile < TimeSpan.FromMilliseconds(500) + 4 * quiet, $"others took {meanwhile.TotalMilliseconds:F0} ms, before {quiet.TotalMilliseconds:F0} ms");
        await Task.Delay(TimeSpan.FromSeconds(4), Cancel);
        Assert.Contains("积分", string.Concat((await Messages.SayAsync(demo.Http, loud, "我今年多少分", "later", Cancel)).Replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_our_own_channel_too_and_a_groups_small_talk_is_never_commented_on()
    {
        var loud = demo.Secretary(7);
        var chat = await Chat.OpenAsync(demo.Http, loud.Id, loud.Private, Cancel);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 120).Select(n => chat.TrySayAsync($"帮助 {n}", Cancel)));
        var said = 0;
        for (var waited = 0; waited < 50 && said == 0; waited++)
        {
            await Task.Delay(100, Cancel);
            await chat.LookAsync(Cancel);
            said = chat.Unread.Count(line => line.Text.Contains("发得太快", StringComparison.Ordinal));
        }
        var talk = await Task.WhenAll(Enumerable.Range(0, 120).Select(n => Messages.SayAsync(demo.Http, demo.Secretary(8), "今天天气真好", $"talk-{n}", Cancel, inGroup: true)));

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{status}"));
        Assert.Equal(1, said);
        Assert.All(talk, answer => Assert.Empty(answer.Replies));
    }

    /// <summary>How long people wait for an answer in the middle of three rounds.</summary>
    private async Task<TimeSpan> TimesAsync(IReadOnlyList<DemoPerson> people, string when)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < 3; round++)
            times.AddRange(await Task.WhenAll(people.Select(async person =>
            {
                var watch = Stopwatch.StartNew();
                var answer = await Messages.SayAsync(demo.Http, person, "我今年多少分", $"{when}-{round}", Cancel);
                Assert.Contains("积分", string.Concat(answer.Replies), StringComparison.Ordinal);
                return watch.Elapsed;
            })));
        return times.Order().ElementAt(times.Count / 2);
    }
}
