using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Demo;

/// <summary>What the demo's meetings were about and where they were held.</summary>
internal static class DemoWords
{
    private static readonly string[] Rooms = ["党员活动室", "三楼会议室", "多功能厅", "阶梯教室"];
    private static readonly string[] Outside = ["校门口护学岗", "社区广场", "学校图书馆", "敬老院", "河边步道", "校园"];
    private static readonly string[] Memorials = ["县烈士陵园", "县革命历史展览馆", "村史馆"];
    private static readonly string[] General = ["学习党章和支部工作条例", "研究本学期党建工作", "教师师德师风建设", "校园安全与党员责任"];

    private static readonly Dictionary<string, string[]> Topics = new()
    {
        ["theme-day"] = ["重温入党誓词，学习党章", "党员示范课研讨", "清洁校园", "我为师生办实事", "课后服务方案讨论", "师德师风专题学习"],
        ["all-members"] = ["通过支部季度工作安排", "讨论预备党员转正", "听取支委会工作报告", "讨论星级支部自评"],
        ["committee"] = ["研究本月主题党日", "研究党费收缴", "研究发展党员计划", "研究青年教师培养"],
        ["group-meeting"] = ["学习支部工作条例", "交流课堂改革体会", "谈党员先锋岗"],
        ["party-lesson"] = ["做新时代的好教师", "党章公开课", "从教育初心谈起", "教育家精神"],
        ["first-topic"] = ["学习党的教育方针", "学习关于基础教育的重要论述", "学习全国教育大会精神"],
        ["second-topic"] = ["学习未成年人保护法", "学习教师法", "学习学校安全条例"],
        ["study"] = ["集中学习党员教育管理工作条例", "学习新课程标准", "学习全国教育大会精神"],
        ["training"] = ["教学能力培训", "信息技术应用培训", "班主任工作培训", "心理健康教育培训"],
        ["volunteering"] = ["护学岗值班", "清扫社区", "课后阅读陪伴", "图书整理", "文明劝导"],
        ["red-cap"] = ["护学岗执勤", "校门口交通劝导", "清扫社区"],
        ["red-education"] = ["瞻仰革命烈士纪念碑", "参观县革命历史展", "讲红色故事"],
        ["moral-education"] = ["读书月活动", "升旗仪式主题教育"],
        ["ideology-lesson"] = ["给毕业班上思政课", "国旗下的思政课"],
        ["lecture"] = ["基层微宣讲"],
    };

    /// <summary>Null where the kind keeps no text, or none is usual.</summary>
    public static string? Topic(Kind kind, string seed) =>
        kind.Privacy.HasFlag(Privacy.NoText) || !(kind.Required.Contains("topic") || kind.Offered.Contains("topic")) ? null
        : DemoChance.Pick(Topics.GetValueOrDefault(kind.Key, General), seed, "topic");

    public static string? Place(Kind kind, string seed) =>
        !kind.Offered.Contains("place") ? null : DemoChance.Pick(
            kind.Key == "red-education" ? Memorials : kind.Subject == SubjectType.Member || kind.Key == "red-cap" ? Outside : Rooms, seed, "place");
}
