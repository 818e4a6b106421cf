using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

public sealed class ConversationTests
{
    private static readonly NameIndex Names = new(new Names(
        [new PersonName("王建国", "示范一小"), new PersonName("王小梅", "示范一小"), new PersonName("韩大山", "示范一小")],
        [new BranchName("示范一小", []), new BranchName("示范二小", [])]));

    private static Stepped Say(string text, DialogueState? state = null, TimeSpan later = default) =>
        TestDialogues.All.Step(TestDialogues.Private(text) with { Now = TestDialogues.Now + later }, state ?? DialogueState.Empty, Names);

    private static Step.Act Act(Stepped stepped) => Assert.IsType<Step.Act>(stepped.Step);

    private static Step.Say Said(Stepped stepped) => Assert.IsType<Step.Say>(stepped.Step);

    [Fact]
    public void A_full_report_acts_at_once()
    {
        var act = Act(Say("今天下午2点半到4点在三楼会议室搞了主题党日，应到18实到16，学二十大报告"));
        Assert.Equal("report_activity", act.Intent);
        Assert.Equal((16, 18, 2), (act.Slots.Attendees, act.Slots.Due, act.Slots.Absent));
        Assert.Empty(act.Doubts);
    }

    [Fact]
    public void Missing_facts_are_asked_for_in_one_message_and_answered_in_any_order()
    {
        var asked = Say("登记主题党日");
        var question = Said(asked);
        Assert.True(question.IsQuestion);
        Assert.Contains("哪一天", question.Text, StringComparison.Ordinal);
        Assert.Contains("实到几人", question.Text, StringComparison.Ordinal);

        var act = Act(Say("16个人，昨天", asked.State));
        Assert.Equal((16, new DateOnly(2026, 4, 21)), (act.Slots.Attendees, act.Slots.Date));
    }

    [Fact]
    public void A_bare_number_answers_the_open_question()
    {
        var asked = Say("昨天开了主题党日");
        Assert.Equal(16, Act(Say("16", asked.State)).Slots.Attendees);
    }

    [Fact]
    public void An_open_question_can_be_dropped()
    {
        var dropped = Say("算了", Say("登记主题党日").State);
        Assert.Contains("什么也没有记录", Said(dropped).Text, StringComparison.Ordinal);
        Assert.Null(dropped.State.Open);
    }

    [Fact]
    public void A_new_full_sentence_leaves_the_open_question_and_says_so()
    {
        var stepped = Say("我今年多少分了", Say("登记主题党日").State);
        Assert.Equal("query_points", Act(stepped).Intent);
        Assert.Equal("report_activity", stepped.LeftOpen);
    }

    [Fact]
    public void An_open_question_expires_politely()
    {
        var late = Say("嗯那个", Say("登记主题党日").State, TimeSpan.FromHours(3));
        Assert.Contains("等得太久", Said(late).Text, StringComparison.Ordinal);
        Assert.Null(late.State.Open);
    }

    [Fact]
    public void Something_else_in_private_repeats_the_question_once_more()
    {
        var asked = Say("登记主题党日");
        var again = Say("嗯那个", asked.State);
        Assert.Contains("哪一天", Said(again).Text, StringComparison.Ordinal);
        Assert.NotNull(again.State.Open);
    }

    [Fact]
    public void A_correction_means_the_newest_record_that_fits()
    {
        var state = new DialogueState(null,
            [new RecordRef("report", 9, "党课", new DateOnly(2026, 4, 20)), new RecordRef("report", 7, "主题党日", new DateOnly(2026, 4, 21))]);
        Assert.Equal(9, Act(Say("改成17人", state)).Target?.Id);
        var act = Act(Say("昨天的主题党日人数填错了，实到是17", state));
        Assert.Equal((7L, 17), (act.Target?.Id, act.Slots.Attendees));
    }

    [Theory]
    [InlineData("撤回")]
    [InlineData("撤销")]
    [InlineData("刚才那条删掉吧，报错了")]
    public void A_withdrawal_means_the_newest_record(string text)
    {
        var state = new DialogueState(null, [new RecordRef("report", 9, "党课", new DateOnly(2026, 4, 20))]);
        var act = Act(Say(text, state));
        Assert.Equal(("withdraw_record", 9L), (act.Intent, act.Target?.Id));
    }

    [Fact]
    public void Two_people_of_one_short_form_are_asked_back_and_chosen_by_number()
    {
        var asked = Say("给王老师加2分，国庆值班");
        Assert.Equal(["王建国", "王小梅"], Said(asked).Suggestions);
        Assert.Equal(["王小梅"], Act(Say("2", asked.State)).Slots.Members);
    }

    [Fact]
    public void A_short_form_that_fits_one_is_the_full_name() =>
        Assert.Equal(["韩大山"], Act(Say("老韩无故缺席党课，扣1分")).Slots.Members);

    [Fact]
    public void A_report_of_a_day_to_come_is_asked_about()
    {
        var said = Said(Say("登记一下，明天主题党日实到16人"));
        Assert.True(said.IsQuestion);
        Assert.Contains("还没到", said.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_be_one_of_two_things_is_asked_in_private()
    {
        var asked = Say("这个月党课");
        Assert.Equal((true, 2), (Said(asked).IsQuestion, Said(asked).Suggestions.Count));
        Assert.Equal(("branch_status", "党课"), Act(Say(TestDialogues.All.Title("branch_status"), asked.State)) is var act ? (act.Intent, act.Slots.ActivityType) : default);
    }

    [Fact]
    public void A_choice_of_meaning_acts_on_the_sentence_itself()
    {
        var meant = new OpenDialogue(
            "plan_activity", new Slots(), [], Awaits.Choice, [TestDialogues.All.Title("plan_activity"), TestDialogues.All.Title("report_activity")], TestDialogues.Now,
            "昨天下午党课，16人参加，缺席1人");
        var act = Act(Say("2", new DialogueState(meant, [])));
        Assert.Equal(("report_activity", "党课", 16, 1), (act.Intent, act.Slots.ActivityType, act.Slots.Attendees, act.Slots.Absent));
        Assert.Null(Say("红烧肉真香", new DialogueState(meant, [])).State.Open);
    }

    [Fact]
    public void Unknown_text_in_private_gets_a_few_suggestions_and_no_record()
    {
        var said = Said(Say("红烧肉真香"));
        Assert.InRange(said.Suggestions.Count, 2, 3);
        Assert.False(said.IsQuestion);
    }

    [Fact]
    public void Help_teaches_by_examples_for_the_role()
    {
        var secretary = Said(TestDialogues.All.Step(TestDialogues.Private("怎么用"), DialogueState.Empty, Names)).Text;
        var member = Said(TestDialogues.All.Step(TestDialogues.Private("怎么用", "member"), DialogueState.Empty, Names)).Text;
        Assert.Contains("发通知", secretary, StringComparison.Ordinal);
        Assert.DoesNotContain("发通知", member, StringComparison.Ordinal);
    }
}
