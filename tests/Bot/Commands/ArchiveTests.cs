using System.IO.Compression;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Data;
using PartyBuilding.Tests.Plan;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

public sealed class ArchiveTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 8, 59, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_restored_county_is_the_same_to_the_last_row_and_goes_on()
    {
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Now, Cancel);
        await Db.RunAsync("""
            insert into attachments values ('\x00ff', 'image/png', '\x000102', now());
            update reports set topic = E'一行\n两行\t\\ "引号"' where id = 1;
            insert into transcript values (1, 1, 'a', '{"text": "你好\n"}', false, now());
            """, cancel: Cancel);
        await using var other = await Databases.CloneAsync();
        using var archive = new MemoryStream();

        var written = await new Archive(Owner).WriteAsync(archive, Now, Cancel);
        archive.Position = 0;
        var read = await new Archive(other.Owner).ReadAsync(archive, Cancel);

        Assert.Equal(written, read);
        Assert.True(read > 10_000);
        await using var second = await other.Owner.OpenConnectionAsync(Cancel);
        foreach (var table in await Db.ListAsync<string>(
            "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'migrations' and tablename not like 'qrtz%'", cancel: Cancel))
        {
            var sql = $"select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t";
            Assert.Equal((table, await Db.OneAsync<string>(sql, cancel: Cancel)), (table, await second.OneAsync<string>(sql, cancel: Cancel)));
        }
        var last = await second.OneAsync<long>("select max(id) from reports", cancel: Cancel);
        Assert.Equal(last + 1, await second.OneAsync<long>(
            "insert into reports (held_on, branch_id, kind, told_by, told_at) values ('2026-04-22', 2, 'committee', 1, now()) returning id", cancel: Cancel));
    }

    [Fact]
    public async Task It_is_taken_while_the_bot_works_as_of_one_moment()
    {
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Now, Cancel);
        await using var other = await Databases.CloneAsync();
        using var archive = new MemoryStream();

        var writing = new Archive(Owner).WriteAsync(archive, Now, Cancel);
        for (var n = 0; n < 20; n++)
            await Db.RunAsync("""
                with one as (insert into suggestions (branch_id, member_id, content, told_at) values (2, 1, 'x', now()) returning id)
                insert into audit (at, action, subject) select now(), 'test', id::text from one
                """, cancel: Cancel);
        await writing;
        archive.Position = 0;
        await new Archive(other.Owner).ReadAsync(archive, Cancel);

        await using var second = await other.Owner.OpenConnectionAsync(Cancel);
        Assert.Equal(
            await second.OneAsync<long>("select count(*) from suggestions where content = 'x'", cancel: Cancel),
            await second.OneAsync<long>("select count(*) from audit", cancel: Cancel));
    }

    [Fact]
    public async Task Nothing_is_restored_over_something()
    {
        using var archive = await WrittenAsync();
        await Db.RunAsync("insert into organisations (kind, name) values ('bureau', '示范县教育局')", cancel: Cancel);

        var refused = await Assert.ThrowsAsync<ArchiveException>(() => new Archive(Owner).ReadAsync(archive, Cancel));

        Assert.Contains("不是空的", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_of_another_version_is_refused()
    {
        using var archive = await WrittenAsync();
        await using var other = await Databases.CloneAsync();
        await using var db = await other.Owner.OpenConnectionAsync(Cancel);
        await db.RunAsync("insert into migrations (name, checksum) values ('9999_later.sql', '\\x00')", cancel: Cancel);

        var refused = await Assert.ThrowsAsync<ArchiveException>(() => new Archive(other.Owner).ReadAsync(archive, Cancel));

        Assert.Contains("9999_later.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_changes_nothing()
    {
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Now, Cancel);
        using var archive = await WrittenAsync();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
            zip.GetEntry("tables/totals.copy")!.Delete();
        archive.Position = 0;
        await using var other = await Databases.CloneAsync();

        await Assert.ThrowsAsync<ArchiveException>(() => new Archive(other.Owner).ReadAsync(archive, Cancel));
        await Assert.ThrowsAsync<ArchiveException>(() => new Archive(other.Owner).ReadAsync(new MemoryStream([1, 2, 3]), Cancel));

        await using var db = await other.Owner.OpenConnectionAsync(Cancel);
        Assert.Equal(0, await db.OneAsync<long>("select count(*) from organisations", cancel: Cancel));
    }

    private async Task<MemoryStream> WrittenAsync()
    {
        var archive = new MemoryStream();
        await new Archive(Owner).WriteAsync(archive, Now, Cancel);
        archive.Position = 0;
        return archive;
    }
}
