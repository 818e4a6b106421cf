using Microsoft.Playwright;
using PartyBuilding.Browser;
using PartyBuilding.Tests.Support;

[assembly: AssemblyFixture(typeof(PageSetup))]

namespace PartyBuilding.Browser;

/// <summary>One bot with a demo county and one browser for all tests.</summary>
public sealed class PageSetup : IAsyncLifetime
{
    private BotProcess? bot;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where pictures of the page are kept.</summary>
    internal static string Pictures { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "screenshots"));

    internal Uri Address => bot!.Address;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Pictures);
        bot = await BotProcess.StartAsync(new BotProcessOptions { Now = "2026-10-28T16:30:00+08:00" }, TestContext.Current.CancellationToken);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            // Chromium refuses its sandbox to root, and only our own page is opened.
            ChromiumSandbox = false,
        });
    }

    /// <summary>A window of its own, as on another person's desk or phone. What the page asks other hosts for is noted and refused.</summary>
    internal async Task<Window> OpenAsync(int width = 1280, int height = 900)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        return await Window.OpenAsync(context, Address);
    }

    /// <summary>Ends the bot as Ctrl-C does and starts it again on the same data and port.</summary>
    internal async Task RestartAsync(CancellationToken cancel)
    {
        await bot!.StopAsync(cancel);
        await bot.RestartAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (bot is not null)
            await bot.DisposeAsync();
    }
}
