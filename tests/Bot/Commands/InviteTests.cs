using PartyBuilding.Bot.Commands;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

public sealed class InviteTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 1, 0, 0, TimeSpan.Zero);

    private readonly StringWriter output = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.RunAsync("""
            insert into organisations (kind, name) values ('bureau', '示范县教育局');
            insert into organisations (kind, name, parent_id, short_forms) values ('branch', '青禾小学', 1, '{青禾}'), ('branch', '云溪中学', 1, '{}');
            insert into members (branch_id, name) values (2, '示例甲'), (2, '示例乙'), (3, '示例甲'), (3, '示例丙');
            insert into bindings values ('test', 'one', 1, now());
            """, cancel: Cancel);
    }

    [Fact]
    public async Task A_code_for_one_person_binds_that_person()
    {
        await InviteAsync("--member", "示例乙");

        var line = Lines()[0].Split('\t');
        Assert.Equal(["青禾小学", "示例乙"], line[..2]);
        Assert.IsType<InvitationOutcome.Bound>(await UseAsync(line[2]));
        Assert.Equal("member:2", await Db.OneAsync<string>("select subject from audit where action = 'invite'", cancel: Cancel));
    }

    [Fact]
    public async Task Two_people_of_one_name_are_told_apart_by_their_branch()
    {
        var refused = await Assert.ThrowsAsync<Refusal>(() => InviteAsync("--member", "示例甲"));
        Assert.Contains("青禾小学、云溪中学", refused.Message, StringComparison.Ordinal);

        await InviteAsync("--member", "示例甲", "--branch", "云溪中学党支部");
        Assert.StartsWith("云溪中学\t示例甲\t", Lines()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_branch_gets_codes_but_for_those_who_are_bound()
    {
        await InviteAsync("--branch", "青禾", "--all");

        Assert.StartsWith("青禾小学\t示例乙\t", Lines()[0], StringComparison.Ordinal);
        Assert.StartsWith("共 1 个", Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_bureau_account_comes_with_its_role()
    {
        await Assert.ThrowsAsync<Refusal>(() => InviteAsync("--role", "bureau"));

        await InviteAsync("--member", "示例丙", "--role", "bureau");
        await UseAsync(Lines()[0].Split('\t')[2]);

        Assert.Equal([1L], await Db.ListAsync<long>("select organisation_id from roles where member_id = 4 and role = 'bureau'", cancel: Cancel));
        await InviteAsync("--role", "bureau");
    }

    [Fact]
    public async Task A_group_gets_a_code_of_its_branch()
    {
        await InviteAsync("--group", "青禾小学");

        Assert.Equal(new InvitationOutcome.Group(2, "青禾小学"), await UseAsync(Lines()[0].Split('\t')[2], inGroup: true));
    }

    [Fact]
    public async Task It_lasts_as_long_as_was_asked()
    {
        await InviteAsync("--member", "示例乙", "--days", "30");

        Assert.Equal(Now.AddDays(30), await Db.OneAsync<DateTimeOffset>("select expires_at from invitations", cancel: Cancel));
    }

    [Theory]
    [InlineData("--member", "无此人")]
    [InlineData("--branch", "无此校", "--all")]
    [InlineData("--branch", "青禾小学")]
    [InlineData("--role", "king")]
    [InlineData("--member", "示例乙", "--days", "0")]
    [InlineData("--what")]
    [InlineData("--member")]
    [InlineData]
    public async Task What_cannot_be_done_is_refused_and_leaves_nothing(params string[] args)
    {
        await Assert.ThrowsAsync<Refusal>(() => InviteAsync(args));

        Assert.Equal(0, await Db.OneAsync<long>("select count(*) from invitations", cancel: Cancel));
    }

    public override ValueTask DisposeAsync()
    {
        output.Dispose();
        return base.DisposeAsync();
    }

    private Task<int> InviteAsync(params string[] args) => InviteCommand.RunAsync(Owner, InviteCommand.Wish.Of(args), Now, output);

    private string[] Lines() => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<InvitationOutcome> UseAsync(string code, bool inGroup = false)
    {
        await using var transaction = await Db.BeginTransactionAsync(Cancel);
        var outcome = await new Invitations(Db).TryUseAsync("test", "two", code.Trim(), inGroup, Now, Cancel);
        await transaction.CommitAsync(Cancel);
        return outcome;
    }
}
