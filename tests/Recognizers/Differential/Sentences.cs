using System.Text;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>
/// Sentences of a work group made by chance, each with what its author meant, so that who is right about it needs no opinion. The same seed gives
/// the same sentences.
/// </summary>
internal static class Sentences
{
    /// <summary>Things with a numeral or a unit in their name that mean neither.</summary>
    private static readonly string[] Names = ["三年级", "二十大精神", "三会一课", "一线教师", "四个意识", "两个维护", "九年级", "十九大报告", "五四精神", "三中全会精神", "一岗双责", "三严三实"];

    /// <summary>Words of the same sort that stand before a verb.</summary>
    private static readonly string[] Adverbs = ["一起", "统一", "一直", "同一时间", "一定", "一般"];

    private const string Numerals = "0123456789０１２３４５６７８９一二三四五六七八九十";

    // {d} a day, {t} a time, {w} day and time, {r} day and stretch of time, {s} days, {l} a length; {n} {o} {p} {m} {a} {u} {i} amounts; {f} a name,
    // {v} an adverb.
    private static readonly string[] Frames =
    [
        "{r}在会议室开了支部党员大会，应到{n}人，实到{n}人", "{w}搞了主题党日，到会{n}人", "{d}的党课讲完了，听课{n}人", "{d}{f}的老师去社区做志愿服务，干了{l}",
        "支委会{t}开，学{f}的同志别忘了", "我们学习了{f}，大约{l}", "{s}没有开党员大会", "报一下{s}的党费，共计{m}", "党费{m}已经交了", "给困难党员送去{m}和{u}大米",
        "慰问了{a}的老党员", "参会率{p}，学习{f}", "这是我们{o}次学习了", "学习强国排{o}名，积分率{p}", "来了{i}人，学的是{f}", "志愿服务{l}，{t}结束", "{r}值班", "{w}提醒大家",
        "走访路程{u}，用时{l}", "{d}交了{n}份材料，还差{n}份", "我们{s}的台账补好了", "{f}活动，{d}的记录请核对", "通知：{w}在操场集合", "{s}共发展党员{n}名", "每人捐{m}",
        "党员平均{a}", "绿化{u}，参加{n}人", "预计{i}人参加，{t}到", "材料统一{d}交", "帮扶对象{a}，{d}走访的", "{d}大家{v}去打扫卫生", "党员{v}{t}到校", "{f}学习{d}结束，{v}感谢大家",
        "十分感谢，{n}人都到了", "党员大会{r}开，{n}人请假", "我把{f}的{n}条台账录完了", "{o}党支部{d}换届",
    ];

    public static IEnumerable<Sentence> Make(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return Make(random, random.Of(Frames));
    }

    private static Sentence Make(Random random, string frame)
    {
        var text = new StringBuilder();
        var facts = new List<Placed>();
        for (var i = 0; i < frame.Length; i++)
        {
            if (frame[i] != '{')
            {
                text.Append(frame[i]);
                continue;
            }
            var start = text.Length;
            if (Fill(random, frame[i + 1]) is { } meant)
            {
                text.Append(meant.Text);
                facts.Add(new Placed(meant, start, text.Length));
            }
            else
            {
                var name = random.Of(frame[i + 1] == 'v' ? Adverbs : Names);
                // Nobody writes 初八十九大报告.
                text.Append(start > 0 && Numerals.Contains(name[0]) && Numerals.Contains(text[^1]) ? "，" : "").Append(name);
            }
            i += 2;
        }
        return new Sentence(text.ToString(), facts);
    }

    private static Meant? Fill(Random random, char mark) => mark switch
    {
        'd' => Days.One(random),
        't' => Times.Point(random),
        'w' => Joined(random, Times.Point(random)),
        'r' => Joined(random, Times.Stretch(random)),
        's' => Days.Stretch(random),
        'l' => Times.Length(random),
        'n' => Amounts.Number(random),
        'o' => Amounts.Ordinal(random),
        'p' => Amounts.Percent(random),
        'm' => Amounts.Money(random),
        'a' => Amounts.Age(random),
        'u' => Amounts.Measure(random),
        'i' => Amounts.Range(random),
        _ => null,
    };

    private static Meant Joined(Random random, Meant time)
    {
        var day = Days.One(random);
        return new Meant(day.Text + (char.IsAsciiDigit(day.Text[^1]) && char.IsAsciiDigit(time.Text[0]) ? " " : "") + time.Text, Fact.When, string.Join("..", time.Value.Split("..").Select(at => $"{day.Value} {at}")));
    }
}
