using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

/// <summary>How one slot after the other is read out of sentences whose intent is plain.</summary>
public sealed class ReadingTests
{
    private static Slots Read(string text, string role = "secretary") =>
        TestDialogues.All.Understand(TestDialogues.Private(text, role), NameIndex.Empty).Slots;

    [Theory]
    [InlineData("把唐立新的减掉1分，党课早退", "唐立新")]
    [InlineData("请记：吕芳、黎平无偿献血，各两分", "吕芳、黎平")]
    [InlineData("于春芳同志为支部写了三篇稿子，加2分", "于春芳")]
    [InlineData("加分名单：\n田莉、段军、谭远、范琴\n分值：每人1分\n事由：值守考点", "田莉、段军、谭远、范琴")]
    [InlineData("护学岗站了五次，加1分，记到郝兰头上", "郝兰")]
    [InlineData("我和小杜周日帮考点搬书，一人加1分", "小杜")]
    [InlineData("北河中学支部的罗老师获得市级表彰，加3分", "罗老师")]
    [InlineData("理由是代管图书室一学期，上官琴可以涨1分", "上官琴")]
    [InlineData("代请假：简立华，5月3日集中学习，腰伤复查", "简立华")]
    [InlineData("苟立富托我跟书记请个假，下周二的支部党员大会来不了", "苟立富")]
    [InlineData("给在外地带孙子的马老师代缴4月党费，21.6元", "马老师")]
    [InlineData("帮简立英同志带交了4月的党费，合计27块", "简立英")]
    [InlineData("转达退休的齐老的意见：活动室门口加个扶手", "齐老")]
    [InlineData("钱芳和小龙跟我一块儿到的，都签个到吧", "钱芳、小龙")]
    [InlineData("帮贺兰和老邱也记一下，昨天在车站志愿服务两小时", "贺兰、老邱")]
    public void People_are_found_where_they_stand(string text, string expected) => Assert.Equal(expected, string.Join('、', Read(text).Members ?? []));

    [Theory]
    [InlineData("经研究，给予红旗小学党支部加5分，理由：示范校验收通过", "红旗小学")]
    [InlineData("从大坪小学支部那里扣2分，台账没交", "大坪小学")]
    [InlineData("通知南河小学和枣园中学两个支部，整改回复明天中午12点前报来", "南河小学、枣园中学")]
    [InlineData("三道河小学支部10月的党费收齐没有", "三道河小学")]
    public void Branches_are_named_without_the_word_before(string text, string expected) => Assert.Equal(expected, string.Join('、', Read(text, "bureau").Branch ?? []));
}
