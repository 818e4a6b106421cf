using PartyBuilding.Bot.Commands;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

public sealed class UnderstandingTests
{
    // The tuned files were looked at while phrases were written, the kept ones only as counts. The others and then
    // the exam and the third were written by three other people, each scored once unseen by phrases alone (83 % of intents and 66 % whole;
    // 93 and 74 %; 81 and 66 %) and looked at then. The fourth and the fifth, by two more, were scored once unseen by phrases and learned sentences
    // together (94 and 84 %; 95 and 83 %), and learned then; so were the sixth (96 and 83 %), the seventh, in the dialect of the mountains (86 and 72 %),
    // the eighth (99 and 91 %) and the ninth (95 and 83 %). The shapes and the voices are our own, in skeletons the others lack, for the
    // sake of the slots; the voices were 96 and 73 % right before they were looked at. Neither they nor the kept ones are among the sentences that are learned,
    // nor are the tenth and the eleventh (98 and 89 % each), by two more, which nobody has looked at.
    [Theory]
    [InlineData("utterances-tuned.jsonl", 0.99, 0.98, 0.99)]
    [InlineData("utterances-more.jsonl", 0.99, 0.98, 0.99)]
    [InlineData("utterances-natural.jsonl", 0.99, 0.97, 0.99)]
    [InlineData("utterances-others.jsonl", 0.99, 0.98, 0.99)]
    [InlineData("utterances-exam.jsonl", 0.99, 0.98, 0.99)]
    [InlineData("utterances-third.jsonl", 0.99, 0.98, 0.99)]
    [InlineData("utterances-fourth.jsonl", 0.99, 0.97, 0.99)]
    [InlineData("utterances-fifth.jsonl", 0.99, 0.97, 0.98)]
    [InlineData("utterances-sixth.jsonl", 0.99, 0.96, 0.98)]
    [InlineData("utterances-seventh.jsonl", 0.99, 0.91, 0.95)]
    [InlineData("utterances-eighth.jsonl", 0.99, 0.98, 0.99)]
    [InlineData("utterances-ninth.jsonl", 0.99, 0.97, 0.98)]
    [InlineData("utterances-tenth.jsonl", 0.97, 0.87, 0.95)]
    [InlineData("utterances-eleventh.jsonl", 0.97, 0.87, 0.95)]
    [InlineData("utterances-shapes.jsonl", 0.97, 0.96, 0.98)]
    [InlineData("utterances-voices.jsonl", 0.96, 0.91, 0.97)]
    [InlineData("utterances-kept.jsonl", 0.97, 0.91, 0.97)]
    public void Sentences_are_understood_at_least_this_well(string file, double intents, double whole, double f1)
    {
        var scores = Scores.Of(file);
        Assert.True(
            scores.Intents >= intents && scores.Whole >= whole && scores.F1 >= f1,
            $"{file}: intent {scores.Intents:0.000}, whole {scores.Whole:0.000}, F1 {scores.F1:0.000}\n{string.Join('\n', scores.Failures)}");
    }

    [Fact]
    public void Each_of_many_turns_of_phrase_reaches_its_intent()
    {
        var wrong = from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "intents.tsv"))
                    let parts = line.Split('\t')
                    let said = TestDialogues.All.Understand(TestDialogues.Private(parts[2], parts[1], branch: null), NameIndex.Empty)
                    where said.Intent != parts[0] && SlotJson.Intent(said) != parts[0]
                    select $"{line} → {said.Intent}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("chitchat-tuned.jsonl")]
    [InlineData("chitchat-more.jsonl")]
    [InlineData("chitchat-others.jsonl")]
    [InlineData("chitchat-exam.jsonl")]
    [InlineData("chitchat-third.jsonl")]
    [InlineData("chitchat-fourth.jsonl")]
    [InlineData("chitchat-fifth.jsonl")]
    [InlineData("chitchat-sixth.jsonl")]
    [InlineData("chitchat-seventh.jsonl")]
    [InlineData("chitchat-eighth.jsonl")]
    [InlineData("chitchat-ninth.jsonl")]
    [InlineData("chitchat-tenth.jsonl")]
    [InlineData("chitchat-eleventh.jsonl")]
    [InlineData("chitchat-kept.jsonl")]
    public void Small_talk_never_becomes_an_action(string file) => Assert.Empty(Scores.Of(file).FalseActions);

    [Theory]
    [InlineData("给李刚、王强减1分，党日早退", -1)]
    [InlineData("给李刚减1分，党日早退", -1)]
    [InlineData("李刚扣一分，党日早退", -1)]
    [InlineData("给李刚加1分，党日值班", 1)]
    public void Points_taken_away_are_never_given(string text, int points) =>
        Assert.Equal(points, TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty).Slots.Points);

    [Theory]
    [InlineData("给李刚加一分半，党日值班", 1.5)]
    [InlineData("给李刚加半分，党日值班", 0.5)]
    [InlineData("李刚、王强三位党日早退，每人减0.5分", -0.5)]
    public void Points_are_said_in_halves(string text, double points) =>
        Assert.Equal((decimal)points, TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty).Slots.Points);

    [Theory]
    [InlineData("给李刚、穆春雨各加2分，党日值班", "李刚、穆春雨")]
    [InlineData("查一下敬小红、白露二人的积分", "敬小红、白露")]
    [InlineData("李刚+2，王强+2，理由是党日值班", "李刚、王强")]
    [InlineData("加分名单（每人1分，党日值班）：\n李刚\n王强", "李刚、王强")]
    public void Lists_of_people_are_read_to_their_end(string text, string members) =>
        Assert.Equal(members, string.Join('、', TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty).Slots.Members ?? []));

    [Theory]
    [InlineData("8、9月党费62元已交", "2025-08/2025-09")]
    [InlineData("7、8、9月党费62元已交", "2025-07/2025-09")]
    [InlineData("7月、8月、9月党费62元已交", "2025-07/2025-09")]
    [InlineData("9月党费62元已交", "2025-09")]
    [InlineData("8、9两个月党费62元已交", "2025-08/2025-09")]
    [InlineData("党费8块3，9月的，已交", "2025-09")]
    [InlineData("查一下我八月到十月一共多少积分", "2025-08/2025-10")]
    public void Months_are_listed_in_any_way(string text, string period) =>
        Assert.Equal(period, TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty).Slots.Period);

    [Theory]
    [InlineData("今天主题党日，应到18实到16请假3", "应到 18 人、实到 16 人、缺席 3 人加不起来，请核对。")]
    [InlineData("今天主题党日，应到3实到30", "实到 30 人比应到 3 人还多，请核对。")]
    public void Contradictions_are_pointed_out_in_one_sentence(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty).Doubts).Text);

    [Theory]
    [InlineData("2月30日开了主题党日，16人参加")]
    [InlineData("上个月32号开了党课，16人参加")]
    public void An_impossible_date_is_never_another_day(string text)
    {
        var said = TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty);
        Assert.Contains(said.Doubts, doubt => doubt is { Slot: "date", Blocks: true });
        Assert.Null(said.Slots.Date);
    }

    [Fact]
    public void Ten_thousand_characters_are_still_read()
    {
        var text = string.Concat(Enumerable.Repeat("昨天下午三点在会议室开了主题党日，应到18实到16。", 400));
        var said = TestDialogues.All.Understand(TestDialogues.Private(text), NameIndex.Empty);
        Assert.Equal("report_activity", said.Intent);
    }
}
