namespace PartyBuilding.Plan;

/// <summary>How long a period is.</summary>
public enum PeriodUnit
{
    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A run of calendar months that is no other unit.</summary>
    Months,

    /// <summary>A calendar quarter.</summary>
    Quarter,

    /// <summary>Half a calendar year.</summary>
    Half,

    /// <summary>A school term (学期), as <see cref="Calendar"/> has it.</summary>
    Term,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>Without end: owed once, then kept.</summary>
    Once,

    /// <summary>The last half year of a branch's term of office.</summary>
    Tenure,
}
