using System.Collections;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>All mistakes found so far: reading goes on after each, so that one run of <c>check</c> shows them all.</summary>
internal sealed class Faults : IReadOnlyList<Fault>
{
    private readonly List<Fault> found = [];

    public int Count => found.Count;

    public Fault this[int index] => found[index];

    public void Add(Fault fault) => found.Add(fault);

    /// <summary>A mistake that has no single line, such as a missing folder.</summary>
    public void Add(string file, string text) => found.Add(new Fault(file, 0, 0, text));

    public IEnumerator<Fault> GetEnumerator() => found.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
