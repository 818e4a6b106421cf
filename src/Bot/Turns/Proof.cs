using System.Globalization;
using Microsoft.Extensions.Options;
using PartyBuilding.Bot.Features;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// Photos as evidence: those sent with a report, or by the same person soon after it. Every other picture is passed over in a group and refused
/// with one sentence in private; nothing of it is kept.
/// </summary>
internal sealed class Proof(
    Evidence evidence, Files files, Reports reports, Dialogues dialogues, WorkPlan plan, TimeProvider time, IOptions<BotOptions> options)
{
    /// <summary>How long after a report its photos may come.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    /// <summary>Keeps files that wait for the record they will prove.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> HoldAsync(IReadOnlyList<SentFile> sent, CancellationToken cancel)
    {
        var good = sent.Where(file => file.Refused is null).ToList();
        foreach (var file in good.Where(file => file.Bytes is not null))
            await files.KeepAsync(file.Id, file.Name, file.ContentType, file.Bytes!, time.GetUtcNow(), cancel);
        return [.. good.Select(file => file.Id)];
    }

    /// <summary>An answer with a word on the photos that came with the message, or waited for this record.</summary>
    /// <param name="answer">The answer without it.</param>
    /// <param name="sent">The files of this message.</param>
    /// <param name="waiting">Files kept earlier for it.</param>
    /// <param name="record">What was made; null when nothing was.</param>
    /// <param name="who">The speaker.</param>
    /// <param name="now">The message's time.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<Answer> AddAsync(
        Answer answer, IReadOnlyList<SentFile> sent, IReadOnlyList<string> waiting, RecordRef? record, Person who, DateTimeOffset now, CancellationToken cancel)
    {
        var report = record is { Type: "report" } ? await reports.FindAsync(record.Id, cancel) : null;
        if (report is null)
            return sent.Count == 0 ? answer : await UnusedAsync(answer, sent, cancel);
        var words = await AddAsync(report, sent, waiting, who, now, HostWord.PhotosAdded, cancel);
        return answer.Ending(words, inGroup: true);
    }

    /// <summary>A question or a refusal, with a word on the files that do not wait for an answer.</summary>
    public async Task<Answer> AskingAsync(Answer answer, IReadOnlyList<SentFile> sent, bool waits, CancellationToken cancel) =>
        !waits && sent.Count > 0 ? await UnusedAsync(answer, sent, cancel)
        : sent.Select(file => file.Refused).FirstOrDefault(refused => refused is not null) is { } why ? answer.Ending(Say(why), inGroup: true)
        : answer;

    /// <summary>Photos without a word.</summary>
    /// <returns>What is said; silent when they are nothing to do with the bot.</returns>
    public async Task<Answer> AloneAsync(
        IReadOnlyList<SentFile> sent, Talk talk, Person who, bool isForUs, DateTimeOffset now, CancellationToken cancel)
    {
        if (talk.Last is [{ Type: "report" } last, ..] && await reports.FindAsync(last.Id, cancel) is { State: "kept" or "claimed" } report
            && report.ToldBy == who.MemberId && now - report.ToldAt <= Soon)
            return Answer.Aloud(await AddAsync(report, sent, [], who, now, HostWord.PhotosLate, cancel));
        await ForgetAsync(sent, cancel);
        if (!isForUs)
            return Answer.Silent;
        return Answer.Of(sent.Select(file => file.Refused).FirstOrDefault(refused => refused is not null) is { } why ? Say(why) : Say(HostWord.PhotoAlone));
    }

    private async Task<Answer> UnusedAsync(Answer answer, IReadOnlyList<SentFile> sent, CancellationToken cancel)
    {
        await ForgetAsync(sent, cancel);
        return answer.Ending(Say(HostWord.PhotoAlone), inGroup: false);
    }

    /// <summary>What our own channel had to keep for its readers goes with the small talk.</summary>
    private Task<int> ForgetAsync(IReadOnlyList<SentFile> sent, CancellationToken cancel) =>
        files.ForgetSoonAsync([.. sent.Where(file => file.Refused is null).Select(file => file.Id)], cancel);

    private async Task<string> AddAsync(
        ReportRow report, IReadOnlyList<SentFile> sent, IReadOnlyList<string> waiting, Person who, DateTimeOffset now, HostWord done, CancellationToken cancel)
    {
        var kind = plan.Kind(report.Kind);
        // Where nobody may be named nobody may be shown either.
        if (kind.Privacy.HasFlag(Privacy.NoNames))
        {
            await ForgetAsync(sent, cancel);
            return dialogues.Say(HostWord.PhotoNotHere, ("kind", kind.Name));
        }
        string[] ids = [.. waiting, .. await HoldAsync(sent, cancel)];
        var added = ids.Length == 0 ? 0 : await evidence.AddAsync(report.Id, report.BranchId, ids, options.Value.MostPhotos, who.MemberId, now, cancel);
        var what = Wording.ShortDay(report.HeldOn) + kind.Name;
        var words = new List<string>();
        if (added > 0)
            words.Add(dialogues.Say(done, ("count", Number(added)), ("what", what)));
        else if (ids.Length > 0)
            words.Add((await evidence.OfAsync(report.Id, cancel)).Count >= options.Value.MostPhotos
                ? Say(HostWord.PhotoMany) : dialogues.Say(HostWord.PhotoSame, ("what", what)));
        words.AddRange(sent.Select(file => file.Refused).OfType<HostWord>().Distinct().Select(Say));
        return string.Join('\n', words);
    }

    private string Say(HostWord word) => dialogues.Say(word, ("most", word == HostWord.PhotoMany
        ? Number(options.Value.MostPhotos)
        : $"{Number(options.Value.LargestPhoto / 1024 / 1024)} MB"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
