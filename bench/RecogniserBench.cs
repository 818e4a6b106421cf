using System.Diagnostics;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bench;

/// <summary>All types on one work-group sentence: median time and bytes, one thread, warm; then one long text.</summary>
internal static class RecogniserBench
{
    private const int Warm = 300, Rounds = 300;

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
        // Processor time too: it says more than the clock on a busy machine.
        var (first, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var read = ChineseReader.Read(Sentences[0], Now, Bias.Past).Count;
        var (elapsed, worked) = (Stopwatch.GetElapsedTime(first).TotalMilliseconds, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
        Console.WriteLine($"first sentence of the process: {elapsed:F0} ms, {worked:F0} ms of processor");
        for (var i = 0; i < Warm; i++)
            foreach (var sentence in Sentences)
                read += ChineseReader.Read(sentence, Now, Bias.Past).Count;

        var (times, bytes) = (new List<double>(), new List<double>());
        foreach (var sentence in Sentences)
        {
            var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (var i = 0; i < Rounds; i++)
                read += ChineseReader.Read(sentence, Now, Bias.Past).Count;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds);
            bytes.Add((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds);
        }

        Console.WriteLine($"{Sentences.Length} sentences, {read} readings");
        Console.WriteLine($"one sentence: median {Median(times):F1} µs, worst {times.Max():F1} µs; median {Median(bytes):F0} bytes, worst {bytes.Max():F0}");
        Console.WriteLine($"10 000 characters: {LongText():F1} ms");
        return 0;
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
