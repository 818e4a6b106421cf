namespace PartyBuilding.Bot.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, bool isDemo) => services;
}
