using System.Globalization;
using System.Text;
using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Bot.Commands;

/// <summary><c>holidays</c>: takes a year's days off and make-up workdays from a table into <c>plan/calendar.yaml</c>; nothing half written.</summary>
internal static class HolidaysCommand
{
    private const string Usage = """
        用法：holidays 文件.csv|文件.xlsx [--source 文号] [--plan 文件夹]
          两列：日期（2027-01-01）、安排（休 或 班）。一个文件一年，照国务院办公厅通知填；核对无误后加进 plan/calendar.yaml。
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, Usage, ["--source", "--plan"], []);
        if (read.Words is not [var file])
            throw new Refusal(Usage);
        return await RunAsync(read["--plan"] ?? DataFolders.Plan, Tables.Read(file), read["--source"], output);
    }

    /// <summary>Adds the year.</summary>
    public static async Task<int> RunAsync(string planFolder, IReadOnlyList<TableRow> rows, string? source, TextWriter output)
    {
        var path = Path.Combine(planFolder, "calendar.yaml");
        var (off, worked, faults) = Days(rows);
        var years = off.Concat(worked).Select(day => day.Year).Distinct().ToList();
        if (faults.Count == 0 && years.Count != 1)
            faults.Add($"一个文件只写一年，这里有：{string.Join('、', years)}。");
        if (faults.Count == 0 && PlanFiles.Read(planFolder, new Faults())?.Calendar.Knows(years[0]) == true)
            faults.Add($"{years[0]} 年已经在 calendar.yaml 里了；要改请直接改那一段。");
        if (faults.Count > 0)
            throw new Refusal(string.Join('\n', faults));
        var before = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, before.TrimEnd() + "\n" + Written(years[0], off, worked, source));
        var wrong = new Faults();
        if (PlanFiles.Read(planFolder, wrong) is null || wrong.Count > 0)
        {
            await File.WriteAllTextAsync(path, before);
            throw new Refusal("加进去以后 calendar.yaml 读不通，已恢复原样：\n" + string.Join('\n', wrong));
        }
        await output.WriteLineAsync($"已加进 {path}：{years[0]} 年放假 {off.Count} 天、调休上班 {worked.Count} 天。重启机器人后生效。");
        return 0;
    }

    private static (List<DateOnly> Off, List<DateOnly> Worked, List<string> Faults) Days(IReadOnlyList<TableRow> rows)
    {
        var (off, worked, faults) = (new List<DateOnly>(), new List<DateOnly>(), new List<string>());
        foreach (var row in rows.Where(row => row[0] != "日期"))
        {
            if (!DateOnly.TryParseExact(row[0], ["yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                faults.Add($"第 {row.Number} 行：看不懂日期“{row[0]}”，请写成 2027-01-01。");
            else if (off.Contains(day) || worked.Contains(day))
                faults.Add($"第 {row.Number} 行：{row[0]} 写了两次。");
            else if (row[1] is "休" or "放假")
                off.Add(day);
            else if (row[1] is not ("班" or "上班"))
                faults.Add($"第 {row.Number} 行：安排只能写“休”或“班”，这里是“{row[1]}”。");
            else if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                faults.Add($"第 {row.Number} 行：{row[0]} 本来就是工作日，不用写“班”。");
            else
                worked.Add(day);
        }
        return ([.. off.Order()], [.. worked.Order()], faults);
    }

    private static string Written(int year, List<DateOnly> off, List<DateOnly> worked, string? source)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"  - year: {year}{(source is null ? "" : "       # " + source)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"    holidays: [{string.Join(", ", Runs(off).Select(run => run.From == run.To ? $"{run.From:yyyy-MM-dd}" : $"{run.From:yyyy-MM-dd}/{run.To:yyyy-MM-dd}"))}]");
        text.AppendLine(CultureInfo.InvariantCulture, $"    worked: [{string.Join(", ", worked.Select(day => $"{day:yyyy-MM-dd}"))}]");
        return text.ToString();
    }

    private static List<(DateOnly From, DateOnly To)> Runs(List<DateOnly> days)
    {
        var runs = new List<(DateOnly From, DateOnly To)>();
        foreach (var day in days)
            if (runs.Count > 0 && runs[^1].To.AddDays(1) == day)
                runs[^1] = (runs[^1].From, day);
            else
                runs.Add((day, day));
        return runs;
    }
}
