using Npgsql;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Commands;

/// <summary>Branches as an operator names them.</summary>
internal static class Branches
{
    /// <summary>The branch meant by its name, with or without 党支部, or by a short form.</summary>
    /// <exception cref="Refusal">There is none, or more than one.</exception>
    public static async Task<long> FindAsync(NpgsqlConnection db, string name)
    {
        var found = await db.ListAsync<Named>("""
            select id, name
            from organisations
            where kind = 'branch' and active and (name = @name or @name = any(short_forms) or @name in (name || '党支部', name || '支部'))
            """, new { name });
        return found switch
        {
            [var one] => one.Id,
            [] => throw new Refusal($"没有“{name}”这个支部。"),
            _ => throw new Refusal($"“{name}”可以是{string.Join('、', found.Select(f => f.Name))}，请写全名。"),
        };
    }

    private sealed record Named(long Id, string Name);
}
