using System.Data.Common;
using Npgsql;
using Quartz;

namespace PartyBuilding.Bot.Jobs;

/// <summary>The few jobs, kept in the database: of several processes one runs each.</summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, bool isDemo)
    {
        services.AddSingleton<DbDataSource>(s => s.GetRequiredService<NpgsqlDataSource>());
        services.AddScoped<Tick>().AddScoped<Addressees>().AddScoped<Completing>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "party";
                scheduler.InstanceId = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}";
                scheduler.DefaultTimeZone = County.Zone;
            });
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database => database.UseRegisteredDataSource = true);
                store.UseSystemTextJsonSerializer();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(1);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(2);
                });
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
            });
            quartz.AddJob<TickJob>(job => job.WithIdentity("tick").DisallowConcurrentExecution().StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob("tick").WithIdentity("tick").StartNow()
                .WithSimpleSchedule(every => every.WithInterval(isDemo ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1)).RepeatForever()));
            quartz.AddJob<RetentionJob>(job => job.WithIdentity("retention").DisallowConcurrentExecution().StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob("retention").WithIdentity("retention").WithCronSchedule("0 20 3 * * ?"));
        });
        // A starting process that replaced a trigger under another one's hands would make it fire twice.
        services.Configure<QuartzOptions>(options => options.Scheduling.IgnoreDuplicates = true);
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }
}
