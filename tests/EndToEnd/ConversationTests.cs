namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Everything in <c>tests/Conversations</c>, said to the real bot over HTTP.</summary>
[TestCaseOrderer(typeof(ByName))]
public sealed class ConversationTests(Counties counties)
{
    public static TheoryData<string> Files => [.. Conversation.Names()];

    [Fact]
    public void Every_conversation_can_be_read_and_names_only_its_own_people()
    {
        foreach (var conversation in Conversation.Names().Select(Conversation.Read))
        {
            var known = conversation.Cast.Select(part => part.Name).ToHashSet();
            Assert.NotEmpty(conversation.Steps);
            Assert.All(conversation.Steps.SelectMany(scene => scene.Sees.Select(sight => sight.Who).Append(scene.Who ?? conversation.Cast[0].Name)), who => Assert.Contains(who, known));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_conversation_goes_as_people_expect(string file)
    {
        var cancel = TestContext.Current.CancellationToken;
        var conversation = Conversation.Read(file);
        await using var stay = await counties.TakeAsync(conversation, cancel);
        var play = new Play(conversation, stay.County, stay.Cast);
        await play.RunAsync(cancel);
        Assert.True(play.Complaints.Count == 0, play.ToString());
    }
}
