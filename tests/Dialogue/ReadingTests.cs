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
    [InlineData("给小邹啊还有齐老师他们两个每人加1分，昨晚帮学校搬桌子", "小邹、齐老师")]
    [InlineData("从黎敏那里拿掉三分，开会不来也不打招呼", "黎敏")]
    [InlineData("第一季度柳芳得了多少分", "柳芳")]
    [InlineData("岑芳、覃丽跟我一路，今天早上七点到九点志愿服务", "岑芳、覃丽")]
    [InlineData("帮贺兰和老邱也记一下，昨天在车站志愿服务两小时", "贺兰、老邱")]
    public void People_are_found_where_they_stand(string text, string expected) => Assert.Equal(expected, string.Join('、', Read(text).Members ?? []));

    [Theory]
    [InlineData("经研究，给予红旗小学党支部加5分，理由：示范校验收通过", "红旗小学")]
    [InlineData("从大坪小学支部那里扣2分，台账没交", "大坪小学")]
    [InlineData("通知南河小学和枣园中学两个支部，整改回复明天中午12点前报来", "南河小学、枣园中学")]
    [InlineData("三道河小学支部10月的党费收齐没有", "三道河小学")]
    public void Branches_are_named_without_the_word_before(string text, string expected) => Assert.Equal(expected, string.Join('、', Read(text, "bureau").Branch ?? []));

    [Theory]
    [InlineData("志愿服务报一条：今天上午我们几个上东山义务植树，8:10到10:40", "东山")]
    [InlineData("今儿下午福利院志愿2h", "福利院")]
    [InlineData("补录：4月5日学雷锋志愿服务，敬老院包饺子，2小时", "敬老院")]
    [InlineData("报一下，我今天上午10点到12点半在丁字街口当交通劝导志愿者", "丁字街口")]
    [InlineData("支部打算下个月11号开组织生活会，15:00开始，在C205", "C205")]
    [InlineData("签到，现在已经在阶梯教室坐下了", "阶梯教室")]
    [InlineData("报一下志愿服务今天下午两点到五点半在移民安置点教老年人用手机", "移民安置点")]
    [InlineData("不好意思拖到现在才报，上周四参加了集中学习，记2学时", null)]
    public void Places_need_no_word_before_them(string text, string? expected) => Assert.Equal(expected, Read(text).Place);

    [Theory]
    [InlineData("今早我跟另外6名党员去烈士纪念碑献花，8点半到9点一刻", 7, null)]
    [InlineData("今天支部集中学习，23个人没一个缺的，一小时", 23, 0)]
    [InlineData("民主评议党员今天搞完了，参加21人，应到也是21人", 21, 0)]
    [InlineData("昨天下午主题党日，议题：食堂承包。应到11，请假2，实到9。", 9, 2)]
    [InlineData("昨天支委会，四个委员齐的，四十分钟", 4, 0)]
    [InlineData("支委会昨天开的，五个委员缺一人", 4, 1)]
    [InlineData("我们仨昨天在车站志愿服务，每人两个小时", 3, null)]
    [InlineData("今天的督导检查报一下，访谈党员4人，两小时", null, null)]
    [InlineData("局里的督导组今天一行四人进校督导检查，登记一下", null, null)]
    public void Heads_are_counted_with_the_speaker_and_without_those_who_were_met(string text, int? attendees, int? absent) =>
        Assert.Equal((attendees, absent), (Read(text).Attendees, Read(text).Absent));

    [Theory]
    [InlineData("补一下，上个月28号的党员大会，到了26人，宣读换届方案批复", "换届方案批复")]
    [InlineData("安排一下，下周一第一议题学会议公报", "会议公报")]
    [InlineData("第一议题今天学了，学的是《求是》上那篇谈作风的文章，一刻钟", "《求是》上那篇谈作风的文章")]
    [InlineData("今天上午在车站做返乡引导志愿服务，每人三个半小时", "返乡引导")]
    [InlineData("岗位争先活动之粉笔字比武，今天下午刚收场，党员上台的9人", "粉笔字比武")]
    [InlineData("今日召开支部党员大会 事项：预备党员转正 应到26 实到24", "预备党员转正")]
    [InlineData("补录：4月5日学雷锋志愿服务，敬老院包饺子，2小时", "包饺子")]
    [InlineData("昨天支委会，四个委员齐的，四十分钟", null)]
    [InlineData("今儿下午福利院志愿2h", null)]
    [InlineData("第二议题上周四学完了，念的消防安全条例，半个钟头", "消防安全条例")]
    public void Topics_are_what_was_read_done_or_decided(string text, string? expected) => Assert.Equal(expected, Read(text).Topic);

    [Theory]
    [InlineData("明天的会我参加不了，要送父亲去省城看病，跟书记请个假，号早就挂好了，会上传达什么精神我回来找同事补课", "要送父亲去省城看病")]
    [InlineData("后天那个主题党日到不了了票已经买好了要去接老人请个假啊", "票已经买好了要去接老人")]
    [InlineData("小韩写的党建稿子上省报了，+3", "写的党建稿子上省报")]
    [InlineData("方伟、方丽每人奖2分，防汛期间值守，那阵子雨下得太大，大家都没意见", "防汛期间值守")]
    [InlineData("给罗老师加3分，评上县级先进个人", "评上县级先进个人")]
    public void Reasons_stand_next_to_what_is_asked(string text, string expected) => Assert.Equal(expected, Read(text).Reason);

    [Fact]
    public void Half_a_point_may_be_said_like_a_time_of_day() => Assert.Equal(-0.5m, Read("施红昨天主题党日早退，按规矩减零点五分").Points);

    [Fact]
    public void Points_are_taken_away_in_many_words() => Assert.Equal(-3, Read("从罗老师那里拿掉三分，开会不来也不打招呼").Points);

    [Fact]
    public void A_wrong_beginning_is_replaced()
    {
        var slots = Read("今天主题党日开始时间不对，把14:00改14:40");
        Assert.Equal((new TimeOnly(14, 40), null), (slots.Start, slots.End));
    }

    [Fact]
    public void A_school_does_not_begin_inside_a_word() => Assert.Null(Read("今天下午主题党日，到会23人，集中学了两会精神").Branch);

    [Fact]
    public void A_note_that_it_comes_late_is_no_time()
    {
        var slots = Read("不好意思拖到现在才报，上周四参加了集中学习，记2学时");
        Assert.Equal((new DateOnly(2026, 4, 16), null), (slots.Date, slots.Start));
    }

    [Theory]
    [InlineData("支委会的结束时间录早了，应该是下午五点十分")]
    [InlineData("民主评议搞完了，4月20号下午五点十分散的会")]
    public void When_it_ended_is_no_beginning(string text) => Assert.Equal((null, new TimeOnly(17, 10)), (Read(text).Start, Read(text).End));
}
