namespace PartyBuilding.Plan;

/// <summary>How notices are addressed, and who looks at them before they go.</summary>
/// <param name="Groups">What people call work groups.</param>
/// <param name="Posts">People who are written to one by one.</param>
/// <param name="Reviews">Chains of review; the first that fits a notice counts.</param>
public sealed record NoticeRules(IReadOnlyList<string> Groups, IReadOnlyList<Post> Posts, IReadOnlyList<ReviewChain> Reviews)
{
    /// <summary>The chain a notice has to pass; null when nobody else need see it.</summary>
    /// <param name="content">Its text.</param>
    /// <param name="needsSecond">True when the table of rights, or its urgency, asks for a second person.</param>
    /// <param name="isBureaus">True when the bureau sends it.</param>
    public ReviewChain? ReviewOf(string content, bool needsSecond, bool isBureaus) => Reviews.FirstOrDefault(chain => chain.IsBureaus == isBureaus
        && ((needsSecond && chain.IsForSecond) || chain.Words.Any(word => content.Contains(word, StringComparison.Ordinal))));
}

/// <summary>A post notices can be addressed to.</summary>
/// <param name="Words">What it is called, the most telling first.</param>
/// <param name="Role">The role in the roster.</param>
/// <param name="Note">What the sender should know.</param>
public sealed record Post(IReadOnlyList<string> Words, string Role, string? Note);

/// <summary>Reviews and proof-readings before a notice goes.</summary>
/// <param name="Key">Its key in the file.</param>
/// <param name="Name">三审三校.</param>
/// <param name="IsBureaus">For the bureau's notices; else for branches'.</param>
/// <param name="Words">Notices holding one of them need it.</param>
/// <param name="IsForSecond">Notices needing a second person's word need it.</param>
/// <param name="IsApart">One person takes part in one step only.</param>
/// <param name="Steps">In order.</param>
public sealed record ReviewChain(
    string Key, string Name, bool IsBureaus, IReadOnlyList<string> Words, bool IsForSecond, bool IsApart, IReadOnlyList<ReviewStep> Steps)
{
    private const string Numerals = "一二三四五六七八九";

    /// <summary>Every word that has to be given, in order: 一校, 初审, 二校, 复审 …</summary>
    public IReadOnlyList<ReviewStage> Stages
    {
        get
        {
            var stages = new List<ReviewStage>();
            var proofs = 0;
            foreach (var step in Steps)
            {
                for (var n = 0; n < step.Proofs; n++)
                    stages.Add(new ReviewStage($"{Numerals[proofs++]}校", step.Name, [.. step.By], step.AuthorMay, IsApart));
                stages.Add(new ReviewStage(step.Name, step.Name, [.. step.By], step.AuthorMay, IsApart));
            }
            return stages;
        }
    }
}

/// <summary>One review with its proof-readings.</summary>
/// <param name="Name">初审.</param>
/// <param name="By">Roles that may do it.</param>
/// <param name="Proofs">How often the text is proof-read first.</param>
/// <param name="AuthorMay">Whether its author may do it.</param>
public sealed record ReviewStep(string Name, IReadOnlyList<string> By, int Proofs, bool AuthorMay);

/// <summary>One word to be given on a notice.</summary>
/// <param name="Label">一校, 初审.</param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="By">Roles that may give it.</param>
/// <param name="AuthorMay">Whether the author may.</param>
/// <param name="IsApart">Whether nobody may who took part in another step.</param>
public sealed record ReviewStage(string Label, string Step, IReadOnlyList<string> By, bool AuthorMay, bool IsApart);
