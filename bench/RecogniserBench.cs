using System.Diagnostics;
using System.Runtime;
using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Dialogue;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bench;

/// <summary>
/// All types on one work-group sentence, then intent and slots with all dialogs and 10 000 roster names: the first of the process, then median time and
/// bytes, one thread, warm; then one long text.
/// </summary>
internal static class RecogniserBench
{
    private const int Warm = 300, Rounds = 300, RosterSize = 10_000;

    private static readonly DateTimeOffset Now = new(2026, 4, 22, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly string[] Sentences =
    [
        "今天下午三点到四点半在录播室开了4月主题党日，应到19实到17，两人请假", "昨晚7点支委会开了40分钟，五个人都到了", "上周五去敬老院做志愿服务，俩小时", "给张三加2分，值班",
        "李四无故缺席扣一分", "4月党费21.5元已交", "一季度党费一共9块6", "三会一课这个季度开了几次", "五一放假前把材料报上来", "明早8点半提醒大家戴党徽", "25号晚上党员大会，时长一个半小时",
        "4月25、26两天集中学习", "从4月8号到4月12号走访了十二户", "清明节前一天去扫墓，带了三年级四十五个孩子", "收到", "好的，没问题", "不是，是16人", "应到贰拾陆人，实到贰拾肆人", "百分之九十五的党员参加了",
        "出勤率97.5%，比上月高2个百分点", "补报：20260410党课，11:00-11:50，18人", "下周二上午九点督导检查，请各支部准备", "我请个假，4月30日下午带娃看病，发烧39度", "青蓝工程听课两节，评课一次", "家委会来了二三十位家长",
        "把刚才那条的人数改成15", "捐书300册，捐款1.2万元", "第一议题学习了40分钟，第二议题15分钟", "这个月还差哪些没报", "上半年积分前三名是谁", "每周三下午四点集中学习", "四月中旬组织生活会，时间待定", "十分感谢大家的支持",
        "重温入党誓词，11名党员2名积极分子", "周一升旗后书记讲党课，主题是做新时代大先生", "全员到齐，无一缺席，共计二十三人", "学时记3.5，地点在二楼会议室", "请5月10日前完成，逾期扣0.5分", "九点半到十一点一刻红色教育，烈士陵园",
        "报名接龙 1.王一 2.赵二 3.钱三",
    ];

    public static int Run()
    {
        First("all types", static () => ChineseReader.Read(Sentences[0], Now, Bias.Past).Count);
        Measure("all types", static sentence => ChineseReader.Read(sentence, Now, Bias.Past).Count);
        Console.WriteLine($"10 000 characters: {LongText():F1} ms");

        var (dialogues, names) = (Dialogs(), new NameIndex(new Names(Roster(), [])));
        int Understand(string sentence) => dialogues.Understand(new Message(sentence, "secretary", "示范一小", false, true, Now), names).Intent.Length;
        First("intent and slots", () => Understand(Sentences[0]));
        Measure("intent and slots", Understand);
        return 0;
    }

    // Processor time and what the compiler did: both say more than the clock on a busy machine.
    private static void First(string what, Func<int> read)
    {
        var (start, busy, compiled) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, JitInfo.GetCompiledMethodCount());
        read();
        Console.WriteLine($"{what}, first sentence of the process: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms, "
            + $"{(Environment.CpuUsage.TotalTime - busy).TotalMilliseconds:F0} ms of processor, {JitInfo.GetCompiledMethodCount() - compiled} methods compiled");
    }

    private static void Measure(string what, Func<string, int> read)
    {
        for (var i = 0; i < Warm; i++)
            foreach (var sentence in Sentences)
                read(sentence);

        var (times, bytes) = (new List<double>(), new List<double>());
        foreach (var sentence in Sentences)
        {
            var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (var i = 0; i < Rounds; i++)
                read(sentence);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds);
            bytes.Add((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds);
        }

        Console.WriteLine($"{what}, one sentence of {Sentences.Length}: median {Median(times):F1} µs, worst {times.Max():F1} µs; median {Median(bytes):F0} bytes, worst {bytes.Max():F0}");
    }

    private static Dialogues Dialogs()
    {
        var faults = new Faults();
        var (kinds, groups) = CheckCommand.KindsOnly(DataFolders.Plan);
        return DialogFiles.Load(DataFolders.Dialogs, kinds, groups, faults) ?? throw new InvalidOperationException(string.Join('\n', faults));
    }

    // Surnames and given names in every combination, three hundred branches.
    private static List<PersonName> Roster()
    {
        const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", First = "建志文海明国永春德秀玉晓", Second = "军华平强英芳敏涛超杰磊洋勇艳娟兰凤霞红";
        return [.. (from a in Surnames from b in First from c in Second select $"{a}{b}{c}")
            .Concat(from a in Surnames from b in Second from c in First select $"{a}{b}{c}")
            .Concat(from a in Surnames from b in First from c in First select $"{a}{b}{c}")
            .Distinct().Take(RosterSize).Select((name, i) => new PersonName(name, $"第{i % 300}小学"))];
    }

    private static double LongText()
    {
        var text = string.Concat(Enumerable.Repeat(string.Join('。', Sentences), 20))[..10_000];
        ChineseReader.Read(text, Now, Bias.Past);
        var start = Stopwatch.GetTimestamp();
        ChineseReader.Read(text, Now, Bias.Past);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
