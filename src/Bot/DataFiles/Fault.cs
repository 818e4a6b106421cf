namespace PartyBuilding.Bot.DataFiles;

/// <summary>One mistake in a data file, said so that the one who edits the file can mend it.</summary>
/// <param name="File">The file as the reader was given it.</param>
/// <param name="Line">Counted from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Text">A finished Chinese sentence; key names stay as they are written in the file.</param>
internal sealed record Fault(string File, long Line, long Column, string Text)
{
    public override string ToString() => Line == 0 ? $"{File}: {Text}" : $"{File}:{Line}:{Column}: {Text}";
}
