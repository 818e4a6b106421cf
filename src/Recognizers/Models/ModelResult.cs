namespace PartyBuilding.Recognizers.Models;

/// <summary>One entity in the form of Microsoft.Recognizers.Text.</summary>
/// <param name="Text">The passage, half-width and in lower case, as that library repeats it.</param>
/// <param name="TypeName">The entity's type: <c>number</c>, <c>datetimeV2.date</c>, …</param>
/// <param name="Start">First offset into the input in UTF-16 units.</param>
/// <param name="End">Last offset, included.</param>
/// <param name="Resolution">What it means.</param>
public sealed record ModelResult(string Text, string TypeName, int Start, int End, Resolution Resolution);

/// <summary>The meaning of an entity. Closed: three shapes cover every model.</summary>
public abstract record Resolution
{
    private Resolution() { }

    /// <summary>Keys and strings; a null is written as null.</summary>
    public sealed record Fields(IReadOnlyList<KeyValuePair<string, string?>> Entries) : Resolution
    {
        /// <summary>The value of <paramref name="key"/>, or null.</summary>
        public string? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key).Value;
    }

    /// <summary>Several candidates in order, of a date or a time.</summary>
    public sealed record Candidates(IReadOnlyList<Fields> Values) : Resolution;

    /// <summary>Yes or no, and how much of the message says so.</summary>
    public sealed record Answer(bool Value, double Score) : Resolution;
}
