using System.Text.Json;
using System.Text.RegularExpressions;
using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Tests.Plan;

/// <summary>The JSON Schemas are for editors; what counts is the reader. These tests keep them the same.</summary>
public sealed class SchemaTests
{
    private static readonly string Schemas = Path.Combine(AppContext.BaseDirectory, "plan", "schema");

    [Theory]
    [InlineData("kinds", "", "zz: 1")]
    [InlineData("kinds", "kinds[]", "kinds: [{ zz: 1 }]")]
    [InlineData("kinds", "kinds[].fields[]", "kinds: [{ fields: [{ zz: 1 }] }]")]
    [InlineData("kinds", "groups[]", "groups: [{ zz: 1 }]")]
    [InlineData("obligations", "", "zz: 1")]
    [InlineData("obligations", "obligations[]", "obligations: [{ zz: 1 }]")]
    [InlineData("points", "", "zz: 1")]
    [InlineData("points", "card", "card: { zz: 1 }")]
    [InlineData("points", "caps[]", "caps: [{ zz: 1 }]")]
    [InlineData("points", "member[]", "member: [{ zz: 1 }]")]
    [InlineData("points", "branch[]", "branch: [{ zz: 1 }]")]
    [InlineData("calendar", "", "zz: 1")]
    [InlineData("calendar", "quiet", "quiet: { zz: 1 }")]
    [InlineData("calendar", "terms", "terms: { zz: 1 }")]
    [InlineData("calendar", "terms.first", "terms: { first: { zz: 1 } }")]
    [InlineData("calendar", "terms.own[]", "terms: { own: [{ zz: 1 }] }")]
    [InlineData("calendar", "years[]", "years: [{ zz: 1 }]")]
    [InlineData("reminders", "", "zz: 1")]
    [InlineData("reminders", "reminders[]", "reminders: [{ zz: 1 }]")]
    [InlineData("reminders", "reminders[].when", "reminders: [{ when: { zz: 1 } }]")]
    [InlineData("reminders", "reminders[].late", "reminders: [{ late: { zz: 1 } }]")]
    [InlineData("stars", "", "zz: 1")]
    [InlineData("stars", "levels[]", "levels: [{ zz: 1 }]")]
    [InlineData("stars", "indicators[]", "indicators: [{ zz: 1 }]")]
    [InlineData("rights", "", "zz: 1")]
    [InlineData("notices", "", "zz: 1")]
    [InlineData("notices", "posts[]", "posts: [{ zz: 1 }]")]
    [InlineData("notices", "reviews[]", "reviews: [{ zz: 1 }]")]
    [InlineData("notices", "reviews[].steps[]", "reviews: [{ steps: [{ zz: 1 }] }]")]
    public void The_schema_knows_the_keys_the_reader_knows(string file, string shape, string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("plan-");
        File.WriteAllText(Path.Combine(folder.FullName, file + ".yaml"), yaml);

        var says = PlanFiles.Check(folder.FullName).Single(fault => fault.Text.StartsWith("不认识“zz”", StringComparison.Ordinal)).Text;
        folder.Delete(recursive: true);

        var read = Regex.Match(says, "可以写：(.*)。").Groups[1].Value.Split('、');
        Assert.Equal(read.Order(StringComparer.Ordinal), Keys(file, shape).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_lists_the_words_the_reader_lists()
    {
        Assert.Equal(PlanWords.Owers.Keys, Words("obligations", "obligations[].who"));
        Assert.Equal(PlanWords.Units.Keys, Words("obligations", "obligations[].per"));
        Assert.Equal(PlanWords.Slots.Keys, Words("kinds", "kinds[].required[]"));
        Assert.Equal(PlanWords.Subjects.Keys, Words("kinds", "kinds[].subject"));
        Assert.Equal(PlanWords.FieldTypes.Keys, Words("kinds", "kinds[].fields[].type"));
        Assert.Equal(PlanWords.Privacies.Keys, Words("kinds", "kinds[].privacy[]"));
        Assert.Equal(PlanWords.PointUnits.Keys, Words("points", "member[].unit"));
        Assert.Equal(PlanWords.Roles.Keys, Words("points", "member[].claimed-by"));
        Assert.Equal(PlanWords.Audiences.Keys, Words("reminders", "reminders[].to"));
        Assert.Equal(PlanWords.Weekdays.Keys, Words("reminders", "reminders[].when.weekday"));
    }

    private static IEnumerable<string> Keys(string file, string shape) =>
        At(file, shape).GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string> Words(string file, string shape) =>
        At(file, shape).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private static JsonElement At(string file, string shape)
    {
        var at = JsonDocument.Parse(File.ReadAllText(Path.Combine(Schemas, file + ".json"))).RootElement;
        foreach (var step in shape.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at.GetProperty("properties").GetProperty(step.TrimEnd(']', '['));
            if (step.EndsWith(']'))
                at = at.GetProperty("items");
        }

        return at;
    }
}
