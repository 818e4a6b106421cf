namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Everything in <c>tests/Conversations</c>, said to the real bot over HTTP.</summary>
public sealed class ConversationTests(Counties counties)
{
    public static TheoryData<string> Files => [.. Conversation.Names()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_conversation_goes_as_people_expect(string file)
    {
        var cancel = TestContext.Current.CancellationToken;
        var conversation = Conversation.Read(file);
        try
        {
            var (county, cast) = await counties.TakeAsync(conversation, cancel);
            var play = new Play(conversation, county, cast);
            await play.RunAsync(cancel);
            Assert.True(play.Complaints.Count == 0, play.ToString());
        }
        finally
        {
            counties.GiveBack();
        }
    }
}
