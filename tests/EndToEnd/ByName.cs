using Xunit.Sdk;
using Xunit.v3;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>
/// The order of the names. The usual order comes from the folder the tests lie in, and with it which branch, with which past, a conversation is held in.
/// </summary>
public sealed class ByName : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(test => test.TestCaseDisplayName, StringComparer.Ordinal)];
}
