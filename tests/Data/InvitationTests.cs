using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class InvitationTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 1, 0, 0, TimeSpan.Zero);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.RunAsync("""
            insert into organisations (kind, name) values ('bureau', '示范县教育局');
            insert into organisations (kind, name, parent_id) values ('branch', '青禾小学', 1);
            insert into members (branch_id, name) values (2, '示例甲'), (2, '示例乙');
            """, cancel: Cancel);
    }

    [Fact]
    public async Task A_code_binds_the_one_who_sends_it_and_shows_them_their_branch()
    {
        var code = await IssueAsync(member: 1);

        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        var outcome = await new Invitations(db).TryUseAsync("test", "one", code, inGroup: false, Now, Cancel);

        Assert.Equal(new InvitationOutcome.Bound(1, "示例甲", 2, "青禾小学"), outcome);
        Assert.Equal(2, await db.OneAsync<long>("select count(*) from members", cancel: Cancel));
        await transaction.CommitAsync(Cancel);
        Assert.Equal(1, await new Bindings(Db).MemberOfAsync("test", "one", Cancel));
    }

    [Fact]
    public async Task Only_the_hash_of_a_code_is_kept_and_no_letter_of_it_can_be_mistaken()
    {
        var code = await IssueAsync(member: 1);

        Assert.Matches("^[ACDEFGHJKMNPQRTUVWXY34679]{8}$", code);
        Assert.Equal(32, await Db.OneAsync<int>("select octet_length(code_hash) from invitations", cancel: Cancel));
    }

    [Fact]
    public async Task Of_many_who_send_the_same_code_at_once_one_is_bound()
    {
        var code = await IssueAsync(member: 1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => UseAsync($"user{n}", code)));

        Assert.Single(outcomes, outcome => outcome is InvitationOutcome.Bound);
        Assert.Equal(7, outcomes.Count(outcome => outcome is InvitationOutcome.Used));
        Assert.Equal(1, await Db.OneAsync<long>("select count(*) from bindings", cancel: Cancel));
    }

    [Fact]
    public async Task Sent_again_by_the_same_person_it_still_fits()
    {
        var code = await IssueAsync(member: 1);
        await UseAsync("one", code);

        Assert.IsType<InvitationOutcome.Bound>(await UseAsync("one", code, Now.AddMinutes(1)));
    }

    [Fact]
    public async Task Small_letters_spaces_and_hyphens_do_no_harm()
    {
        var code = await IssueAsync(member: 1);

        Assert.IsType<InvitationOutcome.Bound>(await UseAsync("one", $" {code[..4].ToLowerInvariant()}-{code[4..]} "));
    }

    [Fact]
    public async Task An_old_code_has_expired_and_an_invented_one_is_wrong()
    {
        var code = await IssueAsync(member: 1);

        Assert.IsType<InvitationOutcome.Expired>(await UseAsync("one", code, Now.AddDays(8)));
        Assert.IsType<InvitationOutcome.Wrong>(await UseAsync("one", "AAAAAAAA", Now.AddDays(8)));
    }

    [Fact]
    public async Task Nobody_can_try_them_all()
    {
        var code = await IssueAsync(member: 1);
        for (var n = 0; n < Invitations.MostTries; n++)
            Assert.IsType<InvitationOutcome.Wrong>(await UseAsync("one", "AAAAAAAA", Now.AddSeconds(n)));

        Assert.IsType<InvitationOutcome.TooMany>(await UseAsync("one", code, Now.AddMinutes(9)));
        Assert.IsType<InvitationOutcome.Bound>(await UseAsync("one", code, Now.AddMinutes(11)));
    }

    [Fact]
    public async Task Tries_sent_at_once_are_all_counted()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => UseAsync("one", "AAAAAAAA")));

        Assert.Equal(Invitations.MostTries, outcomes.Count(outcome => outcome is InvitationOutcome.Wrong));
        Assert.Equal(12 - Invitations.MostTries, outcomes.Count(outcome => outcome is InvitationOutcome.TooMany));
    }

    [Fact]
    public async Task A_code_may_bring_a_role()
    {
        var code = await new Invitations(Db).IssueAsync(new NewInvitation(2, 1, "bureau", Now.AddDays(7)), Cancel);

        await UseAsync("two", code);

        Assert.Equal(["bureau"], await Db.ListAsync<string>("select role from roles where member_id = 2", cancel: Cancel));
    }

    [Fact]
    public async Task A_code_for_a_group_names_the_branch()
    {
        var code = await new Invitations(Db).IssueAsync(new NewInvitation(null, 2, null, Now.AddDays(7)), Cancel);

        Assert.Equal(new InvitationOutcome.Group(2, "青禾小学"), await UseAsync("one", code, inGroup: true));
    }

    [Fact]
    public async Task A_code_of_somebody_who_has_left_binds_nobody()
    {
        var code = await IssueAsync(member: 1);
        await Db.RunAsync("update members set active = false where id = 1", cancel: Cancel);

        Assert.IsType<InvitationOutcome.Expired>(await UseAsync("one", code));
        Assert.Null(await new Bindings(Db).MemberOfAsync("test", "one", Cancel));
    }

    [Fact]
    public async Task An_account_bound_anew_is_told_about_privacy_anew()
    {
        var bindings = new Bindings(Db);
        await bindings.BindAsync("test", "one", 1, Now, Cancel);
        Assert.True(await bindings.MarkToldAsync("test", "one", Now, Cancel));
        Assert.False(await bindings.MarkToldAsync("test", "one", Now, Cancel));

        await bindings.BindAsync("test", "one", 2, Now, Cancel);

        var binding = Assert.Single(await bindings.OfMemberAsync(2, Cancel));
        Assert.Null(binding.ToldPrivacyAt);
        Assert.Empty(await bindings.OfMemberAsync(1, Cancel));
        Assert.True(await bindings.UnbindAsync("test", "one", Cancel));
        Assert.False(await bindings.UnbindAsync("test", "one", Cancel));
    }

    private Task<string> IssueAsync(long member) =>
        new Invitations(Db).IssueAsync(new NewInvitation(member, null, null, Now.AddDays(7)), Cancel);

    private async Task<InvitationOutcome> UseAsync(string user, string code, DateTimeOffset? at = null, bool inGroup = false)
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        var outcome = await new Invitations(db).TryUseAsync("test", user, code, inGroup, at ?? Now, Cancel);
        await transaction.CommitAsync(Cancel);
        return outcome;
    }
}
