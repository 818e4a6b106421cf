using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace PartyBuilding.Browser;

/// <summary>The page as a newcomer meets it, in a real browser.</summary>
public sealed class PageTests(PageSetup setup)
{
    private const string Report = "今天下午2点半到4点在三楼会议室搞了10月主题党日，应到18实到16，学二十大报告";

    [Fact]
    public async Task A_secretary_reports_in_the_group_and_a_colleague_sees_it_in_another_window()
    {
        var secretary = await SomebodyAsync("secretary", 0);
        var colleague = await ColleagueAsync(secretary);
        await using var mine = await setup.OpenAsync();
        await using var theirs = await setup.OpenAsync();
        await mine.BecomeAsync(secretary.Id);
        await theirs.BecomeAsync(colleague.Id);

        await mine.SayAsync("group", Report);

        await mine.SeesAsync("group", "主题党日", "10月28日", "16", "撤回");
        await mine.SeesAsync("private", "主题党日", "支部");
        await theirs.SeesAsync("group", Report);
        await theirs.SeesAsync("group", "主题党日", "10月28日", "16", "撤回");
        await Expect(theirs.Pane("group").GetByText(secretary.Name).First).ToBeVisibleAsync();
        await Expect(theirs.Lines("private").Filter(new() { HasText = "主题党日" })).ToHaveCountAsync(0);
        await mine.PictureAsync("report-secretary");
        await theirs.PictureAsync("report-colleague");
        AssertClean(mine, theirs);
    }

    [Fact]
    public async Task Reporting_privately_mending_and_asking_the_ranking()
    {
        await using var window = await setup.OpenAsync();
        await window.BecomeAsync((await SomebodyAsync("secretary", 1)).Id);

        await window.SayAsync("private", "昨天上党课，20人参加");
        await window.SeesAsync("private", "已登记", "党课", "10月27日", "20");
        await window.SayAsync("private", "改成22人");
        await window.SeesAsync("private", "党课", "22");
        await window.TapAsync("private", "撤回");
        await window.SeesAsync("private", "撤回", "党课");
        await window.SayAsync("private", "本支部今年积分前十");
        await window.SeesAsync("private", "1", "2", "分");
        await window.PictureAsync("ranking");
        AssertClean(window);
    }

    [Fact]
    public async Task A_notice_is_approved_by_a_second_person_arrives_and_is_acknowledged()
    {
        var secretary = await SomebodyAsync("secretary", 2);
        await using var author = await setup.OpenAsync();
        await using var reviewer = await setup.OpenAsync();
        await using var reader = await setup.OpenAsync();
        await author.BecomeAsync((await SomebodyAsync("bureau", 0)).Id);
        await reviewer.BecomeAsync((await SomebodyAsync("bureau", 1)).Id);
        await reader.BecomeAsync(secretary.Id);

        await author.SayAsync("private", "发到各支部群：请于10月30日前把三季度台账交到机关党委");
        await author.SeesAsync("private", "三季度台账", "个群");
        await author.TapAsync("private", "发送");
        await reviewer.SeesAsync("private", "三季度台账", "同意");
        await reviewer.TapAsync("private", "同意");
        await reader.SeesAsync("group", "10月30日前", "三季度台账");
        await reader.SayAsync("group", "收到");
        await author.SayAsync("private", "通知进展");
        await author.SeesAsync("private", "三季度台账", "已发", "失败 0", "1 人");
        await author.PictureAsync("notice-author");
        await reader.PictureAsync("notice-reader");
        AssertClean(author, reviewer, reader);
    }

    [Fact]
    public async Task On_a_phone_both_chats_fit_and_nothing_runs_off_the_side()
    {
        await using var phone = await setup.OpenAsync(390, 844);
        await phone.BecomeAsync((await SomebodyAsync("secretary", 3)).Id);

        await phone.SayAsync("private", "我们支部这个月还差什么");
        await phone.SeesAsync("private", "2026年10月");
        await phone.PictureAsync("phone-private");
        await phone.Page.Locator("#tab-group").ClickAsync();
        await Expect(phone.Pane("group")).ToBeVisibleAsync();
        await Expect(phone.Pane("private")).ToBeHiddenAsync();
        await phone.PictureAsync("phone-group");
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the screen");
        AssertClean(phone);
    }

    [Fact]
    public async Task A_reload_shows_the_same_lines_again()
    {
        await using var window = await setup.OpenAsync();
        await window.BecomeAsync((await SomebodyAsync("secretary", 4)).Id);
        await window.SayAsync("private", "昨天上党课，20人参加");
        await window.SeesAsync("private", "已登记", "党课");

        await window.Page.ReloadAsync();

        await window.SeesAsync("private", "已登记", "党课");
        await Expect(window.Lines("private").Filter(new() { HasText = "已登记" })).ToHaveCountAsync(1);
        AssertClean(window);
    }

    [Fact]
    public async Task An_open_page_keeps_its_conversation_over_a_restart_of_the_bot()
    {
        await using var window = await setup.OpenAsync();
        await window.BecomeAsync((await SomebodyAsync("secretary", 5)).Id);
        await window.SayAsync("private", "昨天上党课，应到20实到19");
        await window.SeesAsync("private", "已登记", "党课");

        await setup.RestartAsync(TestContext.Current.CancellationToken);

        // The client looks for its server again after 3 to 15 seconds, and then every 20.
        await Expect(window.Pane("private").GetByText("已连接")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await window.SayAsync("private", "改成18人");
        await Expect(window.Lines("private").Filter(new() { HasText = "由 19 改为 18" })).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Expect(window.Lines("private").Filter(new() { HasText = "已登记" })).ToHaveCountAsync(1);
        await window.PictureAsync("after-a-restart");
    }

    private static void AssertClean(params Window[] windows)
    {
        Assert.Empty(windows.SelectMany(window => window.Strangers));
        Assert.Empty(windows.SelectMany(window => window.Faults));
    }

    private async Task<Someone> SomebodyAsync(string role, int n) =>
        (await PeopleAsync()).Where(person => person.Role == role).DistinctBy(person => role == "bureau" ? person.Id : person.Branch).ElementAt(n);

    private async Task<Someone> ColleagueAsync(Someone of) =>
        (await PeopleAsync()).First(person => person.Branch == of.Branch && person.Role == "member");

    private async Task<Someone[]> PeopleAsync()
    {
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<Someone[]>(new Uri(setup.Address, "/demo/people"), JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
    }

    private sealed record Someone(string Id, string Name, string Role, string? Branch);
}
