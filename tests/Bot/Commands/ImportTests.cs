using System.Text;
using MiniExcelLibs;
using PartyBuilding.Bot.Commands;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

public sealed class ImportTests(TestDatabase database) : DatabaseTest(database)
{
    private const string Roster = """
        支部,姓名,职务,身份,入党时间,党小组
        青禾小学党支部,示例甲,书记,正式党员,2001-07-01,第一党小组
        青禾小学,示例乙,"组织委员、党费经办人",正式党员,2010/3/15,第一党小组
        青禾小学支部,示例丙,党小组长,,2015年7月1日,第二党小组
        云溪中学,示例丁,支部书记,,20020901,
        云溪中学,示例戊,,预备党员,,
        局机关,示例己,教育局党办,正式党员,1999.12.31,
        """;

    private static readonly DateTimeOffset Now = new(2026, 4, 22, 1, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = TestFolder.Create();
    private readonly StringWriter output = new();

    [Fact]
    public async Task Everybody_is_there_with_branch_group_standing_and_roles()
    {
        Assert.Equal(0, await ImportAsync(Roster));

        Assert.Contains("新增 6 人，更新 0 人", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["云溪中学", "局机关", "青禾小学"], await Db.ListAsync<string>("select name from organisations where kind = 'branch' order by name", cancel: Cancel));
        Assert.Equal(6, await CountAsync("members"));
        Assert.Equal("full 2010-03-15 第一党小组", await Db.OneAsync<string>(
            "select m.standing || ' ' || m.joined_on || ' ' || g.name from members m join organisations g on g.id = m.group_id where m.name = '示例乙'", cancel: Cancel));
        Assert.Equal("probationary", await Db.OneAsync<string>("select standing from members where name = '示例戊'", cancel: Cancel));
        Assert.Equal(
            ["示例丁 secretary 云溪中学", "示例丙 group_leader 第二党小组", "示例乙 committee 青禾小学", "示例乙 dues_clerk 青禾小学", "示例乙 organising 青禾小学", "示例己 bureau 县教育局", "示例甲 secretary 青禾小学"],
            await Db.ListAsync<string>("""
                select m.name || ' ' || r.role || ' ' || o.name
                from roles r join members m on m.id = r.member_id join organisations o on o.id = r.organisation_id
                order by 1
                """, cancel: Cancel));
        Assert.Equal(1, await new Settings(Db).RosterVersionAsync(Cancel));
    }

    [Fact]
    public async Task Done_twice_it_changes_nothing_the_second_time()
    {
        await ImportAsync(Roster);
        var before = await StateAsync();

        Assert.Equal(0, await ImportAsync(Roster));

        Assert.Equal(before, await StateAsync());
        Assert.Equal(1, await new Settings(Db).RosterVersionAsync(Cancel));
        Assert.Contains("新增 0 人，更新 0 人", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_named_with_row_and_column_and_nothing_is_imported()
    {
        var exit = await ImportAsync("""
            支部,姓名,职务,身份,入党时间,党小组
            青禾小学,示例甲,书记,正式党员,2001-07-01,
            ,示例乙,,,,
            青禾小学,,,,,
            青禾小学,示例甲,,,,
            青禾小学,示例丙,总书记员,,,
            青禾小学,示例丁,书记,路人,2015-13-01,
            青禾小学,示例戊,党小组长,,2030-01-01,
            """);

        Assert.Equal(1, exit);
        var said = output.ToString();
        foreach (var place in new[]
        {
            "第 3 行 A 列（支部）", "第 4 行 B 列（姓名）", "第 5 行 B 列（姓名）：“示例甲”与第 2 行重复", "第 6 行 C 列（职务）：不认识“总书记员”",
            "第 7 行 C 列（职务）：青禾小学已在第 2 行有书记", "第 7 行 D 列（身份）：不认识“路人”", "第 7 行 E 列（入党时间）：看不懂“2015-13-01”",
            "第 8 行 F 列（党小组）", "第 8 行 E 列（入党时间）：“2030-01-01”不在可能的范围内", "共 9 处要改，没有导入",
        })
            Assert.Contains(place, said, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("members"));
        Assert.Equal(0, await CountAsync("organisations"));
    }

    [Theory]
    [InlineData("姓名,职务\n示例甲,书记", "缺少“支部”")]
    [InlineData("支部,姓名,电话\n青禾小学,示例甲,1", "不认识的列“电话”")]
    [InlineData("支部,姓名,姓名\n青禾小学,示例甲,示例乙", "出现了两次")]
    [InlineData("支部,姓名", "除了表头没有内容")]
    [InlineData("", "文件是空的")]
    public async Task A_file_that_is_no_roster_is_refused(string text, string why)
    {
        Assert.Equal(1, await ImportAsync(text));
        Assert.Contains(why, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_in_the_file_is_named_and_only_retired_on_demand()
    {
        await ImportAsync(Roster);
        const string Shorter = "支部,姓名,职务\n云溪中学,示例丁,支部书记";

        await ImportAsync(Shorter);
        Assert.Contains("云溪中学示例戊", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, await CountAsync("members where active"));

        await ImportAsync(Shorter, retire: true);
        Assert.Equal(["示例戊"], await Db.ListAsync<string>("select name from members where not active", cancel: Cancel));
        Assert.Equal(2, await new Settings(Db).RosterVersionAsync(Cancel));
    }

    [Fact]
    public async Task A_new_secretary_takes_the_place_of_the_old_and_the_bureaus_roles_stay()
    {
        await ImportAsync(Roster);
        await Db.RunAsync("insert into roles select id, 'inspector', 1 from members where name = '示例甲'", cancel: Cancel);

        await ImportAsync("支部,姓名,职务\n青禾小学,示例甲,\n青禾小学,示例乙,书记\n青禾小学,示例丙,");

        Assert.Equal(["示例乙 secretary", "示例甲 inspector"], await Db.ListAsync<string>("""
            select m.name || ' ' || r.role
            from roles r join members m on m.id = r.member_id join organisations b on b.id = m.branch_id
            where b.name = '青禾小学'
            order by 1
            """, cancel: Cancel));
    }

    [Fact]
    public async Task Who_sees_to_what_in_the_committee_is_changed_by_a_file_that_says_so()
    {
        await ImportAsync(Roster);
        await ImportAsync("支部,姓名,职务\n青禾小学,示例甲,书记\n青禾小学,示例乙,支委\n青禾小学,示例丙,支委");
        Assert.Equal(["示例乙"], await OrganisingAsync());

        await ImportAsync("支部,姓名,职务\n青禾小学,示例甲,书记\n青禾小学,示例乙,支委\n青禾小学,示例丙,组织委员");
        Assert.Equal(["示例丙"], await OrganisingAsync());
    }

    [Fact]
    public async Task Two_of_one_post_in_a_branch_are_a_mistake()
    {
        Assert.NotEqual(0, await ImportAsync("支部,姓名,职务\n青禾小学,示例甲,组织委员\n青禾小学,示例乙,组织委员"));
        Assert.Contains("青禾小学已在第 2 行有组织委员", output.ToString(), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> OrganisingAsync() => Db.ListAsync<string>(
        "select m.name from roles r join members m on m.id = r.member_id where r.role = 'organising' order by 1", cancel: Cancel);

    [Fact]
    public async Task A_file_saved_by_excel_in_china_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await File.WriteAllBytesAsync(folder.File("名册.csv"), Encoding.GetEncoding("GB18030").GetBytes(Roster), Cancel);

        Assert.Equal(0, await ImportFileAsync("名册.csv"));
        Assert.Equal(1, await CountAsync("members where name = '示例丙'"));
    }

    [Fact]
    public async Task A_spreadsheet_is_read_with_real_dates_and_rows_as_it_shows_them()
    {
        await MiniExcel.SaveAsAsync(folder.File("名册.xlsx"), new[]
        {
            new Dictionary<string, object?> { ["支部"] = "青禾小学", ["姓名"] = "示例甲", ["职务"] = "书记", ["入党时间"] = new DateTime(2001, 7, 1) },
            new Dictionary<string, object?> { ["支部"] = "青禾小学", ["姓名"] = "示例乙", ["职务"] = "不存在", ["入党时间"] = null },
        }, cancellationToken: Cancel);

        Assert.Equal(1, await ImportFileAsync("名册.xlsx"));
        Assert.Contains("第 3 行 C 列（职务）", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("第 2 行", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_table_is_refused_in_words()
    {
        File.WriteAllText(folder.File("名册.xlsx"), "not a zip");

        Assert.Contains("不是完好的", Assert.Throws<Refusal>(() => Tables.Read(folder.File("名册.xlsx"))).Message, StringComparison.Ordinal);
        Assert.Contains("没有这个文件", Assert.Throws<Refusal>(() => Tables.Read(folder.File("另一个.csv"))).Message, StringComparison.Ordinal);
        Assert.Contains(".xls", Assert.Throws<Refusal>(() => { File.WriteAllText(folder.File("a.xls"), ""); Tables.Read(folder.File("a.xls")); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quoted_cells_may_hold_commas_quotes_and_line_breaks()
    {
        var rows = Csv.Read("a,\"b,\"\"c\"\"\nd\"\r\n\r\ne,f");

        Assert.Equal(["a", "b,\"c\"\nd"], rows[0].Cells);
        Assert.Equal((4, "e"), (rows[2].Number, rows[2][0]));
        Assert.Equal("a,\"b,\"\"c\"\"\nd\"\r\n", Csv.Write(rows[0].Cells));
        Assert.Equal("'=1+1,-2\r\n", Csv.Write(["=1+1", -2]));
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        output.Dispose();
        return base.DisposeAsync();
    }

    private async Task<int> ImportAsync(string text, bool retire = false)
    {
        await File.WriteAllTextAsync(folder.File("名册.csv"), text, Cancel);
        return await ImportFileAsync("名册.csv", retire);
    }

    private Task<int> ImportFileAsync(string name, bool retire = false) =>
        ImportCommand.RunAsync(Owner, Tables.Read(folder.File(name)), "县教育局", retire, Now, output);

    private Task<long> CountAsync(string from) => Db.OneAsync<long>($"select count(*) from {from}", cancel: Cancel);

    private Task<string> StateAsync() => Db.OneAsync<string>("""
        select md5(coalesce((select string_agg(m::text, '|' order by id) from members m), '') || coalesce((select string_agg(r::text, '|' order by r::text) from roles r), '')
                   || coalesce((select string_agg(o::text, '|' order by id) from organisations o), ''))
        """, cancel: Cancel);
}
