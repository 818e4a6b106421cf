using System.Buffers;
using System.Text;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>
/// A message in the form patterns are matched against: full-width signs made half-width, letters small, spaces and emoji
/// taken out, known typing errors mended. Every place remembers its offset in the original text.
/// </summary>
internal sealed class PlainText
{
    /// <summary>Longer texts are understood by their beginning; a passage to the end still takes all of it.</summary>
    public const int Limit = 2000;

    private readonly string original;
    private readonly int[] origin;
    private readonly bool[] breaks;

    private PlainText(string original, char[] chars, int length, int[] origin, bool[] breaks)
    {
        this.original = original;
        this.origin = origin;
        this.breaks = breaks;
        Chars = chars;
        Length = length;
    }

    /// <summary>The characters; only the first <see cref="Length"/> count.</summary>
    public char[] Chars { get; }

    /// <summary>How many characters there are.</summary>
    public int Length { get; }

    /// <summary>The characters as a span.</summary>
    public ReadOnlySpan<char> Span => Chars.AsSpan(0, Length);

    /// <summary>True when a space or an emoji stood before this place.</summary>
    public bool IsBreak(int place) => breaks[place];

    /// <summary>True when a clause ends before this place.</summary>
    public bool IsClauseEnd(int place) => place >= Length || breaks[place] || IsStop(Chars[place]);

    /// <summary>The passage as typed, without outer spaces.</summary>
    public string Original(int start, int end) =>
        end <= start ? "" : original[origin[start]..(end == Length ? original.Length : origin[end - 1] + 1)].Trim();

    /// <summary>The passage as typed, up to its last character even at the end of the message.</summary>
    public string Exact(int start, int end) => end <= start ? "" : original[origin[start]..(origin[end - 1] + 1)];

    /// <summary>The original text with some places made meaningless, so that 三会一课 holds no numbers.</summary>
    public string Masked(IEnumerable<(int Start, int End)> passages)
    {
        var masked = original.Length > Limit ? original[..Limit].ToCharArray() : original.ToCharArray();
        foreach (var (start, end) in passages)
            for (var place = start; place < end; place++)
                masked[origin[place]] = '〓';
        return new string(masked);
    }

    /// <summary>First place whose original offset is not before <paramref name="offset"/>.</summary>
    public int At(int offset)
    {
        var at = Array.BinarySearch(origin, 0, Length, offset);
        return at >= 0 ? at : ~at;
    }

    /// <summary>Signs that end a clause.</summary>
    public static bool IsStop(char c) => Stops.Contains(c);

    private static readonly SearchValues<char> Stops = SearchValues.Create(",，。!?;\n…、|()");

    /// <summary>Signs that end a clause other than the enumeration comma.</summary>
    public static bool IsHardStop(char c) => c != '、' && Stops.Contains(c);

    public static PlainText Of(string text, Typos typos)
    {
        var size = Math.Min(text.Length, Limit);
        var chars = new char[size + 1];
        var origin = new int[size + 1];
        var breaks = new bool[size + 1];
        var length = 0;
        var pending = false;
        for (var i = 0; i < size; i++)
        {
            if (Emoticon(text, i) is > 0 and var skipped)
            {
                (pending, i) = (true, i + skipped - 1);
                continue;
            }

            var c = Fold(text[i]);
            if (IsTransparent(c))
            {
                pending = true;
                continue;
            }

            breaks[length] = pending;
            pending = false;
            origin[length] = i;
            chars[length++] = c;
        }

        typos.Mend(chars.AsSpan(0, length));
        return new PlainText(text, chars, length, origin, breaks);
    }

    /// <summary>Half-width, small, one form per sign.</summary>
    public static char Fold(char c) => c switch
    {
        '\u3000' or '\t' or '\u00A0' => ' ',
        '\r' => '\n',
        '“' or '”' or '「' or '」' or '『' or '』' or '《' or '》' or '＂' => Quote(c),
        '﹣' or '–' or '—' or '−' or '－' => '-',
        '～' or '〜' => '~',
        '·' => '.',
        '【' => ',',
        '】' => ':',
        >= '！' and <= '～' => char.ToLowerInvariant((char)(c - '！' + '!')),
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>The same for a whole pattern or word.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            if (Fold(c) is var one && !IsTransparent(one))
                folded.Append(one);
        return folded.ToString();
    }

    // [抱拳] is how a picture arrives as text; [链接] and its like say what the message is.
    private static int Emoticon(string text, int at)
    {
        if (text[at] != '[')
            return 0;
        var length = text.AsSpan(at, Math.Min(LongestEmoticon, text.Length - at)).IndexOf(']');
        return length < 2 || text[at + 1] is < '\u4E00' or > '\u9FFF' || Attachments.Contains(text[(at + 1)..(at + length)]) ? 0 : length + 1;
    }

    private const int LongestEmoticon = 5;

    private static readonly HashSet<string> Attachments = ["链接", "图片", "视频", "文件", "语音", "位置", "转发", "红包", "转账", "名片"];

    private static char Quote(char c) => c is '《' or '》' ? c : '"';

    private static bool IsTransparent(char c) =>
        c is ' ' or '\uFE0F' or '\u200D' or '\u200B' or '\uFEFF'
        || char.IsSurrogate(c)
        || c is >= '\u2600' and <= '\u27BF' or >= '\u2B00' and <= '\u2BFF' or >= '\u2190' and <= '\u21FF';
}
