using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

public sealed class NameIndexTests
{
    private static readonly NameIndex Index = new(new Names(
        [
            new PersonName("陈立群", "示范一小"), new PersonName("韩大山", "示范一小"), new PersonName("王建国", "示范一小"),
            new PersonName("王小梅", "示范一小"), new PersonName("韩小雨", "示范二小"), new PersonName("吴刚", "示范二小"),
        ],
        [new BranchName("示范第一小学", ["示范一小", "一小"]), new BranchName("示范第二小学", ["示范二小"])]));

    [Theory]
    [InlineData("陈立群", "陈立群")]
    [InlineData("陈力群", "陈立群")]
    [InlineData("老韩", "韩大山")]
    [InlineData("吴刚", "吴刚")]
    [InlineData("王建囯", "王建国")]
    [InlineData("主建国", "王建国")]
    [InlineData("汪建国", "王建国")]
    public void A_name_a_slip_or_a_short_form_finds_one_person(string written, string expected) =>
        Assert.Equal(expected, Assert.Single(Index.People(written, "示范一小")).Name);

    [Fact]
    public void Two_people_of_one_surname_are_both_offered() =>
        Assert.Equal(["王建国", "王小梅"], Index.People("王老师", "示范一小").Select(person => person.Name));

    [Fact]
    public void Two_people_one_slip_away_are_both_offered()
    {
        var index = new NameIndex(new Names([new PersonName("李晓明", "示范一小"), new PersonName("李晓朋", "示范一小")], []));
        Assert.Equal(["李晓明", "李晓朋"], index.People("李晓日", "示范一小").Select(person => person.Name));
    }

    [Fact]
    public void A_short_form_means_nobody_of_another_branch() => Assert.Empty(Index.People("老吴", "示范一小"));

    [Fact]
    public void A_branch_is_found_by_its_short_form() => Assert.Equal(["示范第一小学"], Index.Branches("一小"));
}
