using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PartyBuilding.Browser;

/// <summary>The page in one window, as one person.</summary>
internal sealed class Window : IAsyncDisposable
{
    /// <summary>A page is ready within this time, also when the first start still has to fetch Web Chat.</summary>
    private const float Patience = 120_000;

    private const float Answer = 15_000;

    private readonly IBrowserContext context;
    private readonly Uri address;

    private Window(IBrowserContext context, IPage page, Uri address) => (this.context, Page, this.address) = (context, page, address);

    public IPage Page { get; }

    /// <summary>Addresses of other hosts the page asked for.</summary>
    public List<string> Strangers { get; } = [];

    /// <summary>What went wrong inside the page.</summary>
    public List<string> Faults { get; } = [];

    public static async Task<Window> OpenAsync(IBrowserContext context, Uri address)
    {
        var window = new Window(context, await context.NewPageAsync(), address);
        await context.RouteAsync("**/*", async route =>
        {
            var asked = new Uri(route.Request.Url);
            if (asked.Authority == address.Authority || asked.Scheme is "data" or "blob")
            {
                await route.ContinueAsync();
                return;
            }
            window.Strangers.Add(route.Request.Url);
            await route.AbortAsync();
        });
        window.Page.PageError += (_, fault) => window.Faults.Add(fault);
        window.Page.Console += (_, message) =>
        {
            // Web Chat sets one empty inline style, which our policy refuses without harm.
            if (message.Type == "error" && !message.Text.Contains("inline style", StringComparison.Ordinal))
                window.Faults.Add(message.Text);
        };
        return window;
    }

    /// <summary>Opens the page as somebody and waits until there is something to type into.</summary>
    public async Task BecomeAsync(string person)
    {
        await Page.GotoAsync(new Uri(address, "/?as=" + Uri.EscapeDataString(person)).ToString());
        await Expect(Box("private")).ToBeVisibleAsync(new() { Timeout = Patience });
        // What is typed before the line stands would be lost with the first drawing of the page.
        await Expect(Pane("private")).ToContainTextAsync("已连接", new() { Timeout = Patience });
    }

    /// <summary>Types into a chat and sends.</summary>
    public async Task SayAsync(string pane, string text)
    {
        await Box(pane).FillAsync(text);
        await Box(pane).PressAsync("Enter");
    }

    /// <summary>Taps a button of the newest line; the box's own button to send stands after them.</summary>
    public Task TapAsync(string pane, string button) =>
        Pane(pane).GetByRole(AriaRole.Button, new() { NameRegex = new("^" + button) }).First.ClickAsync(new() { Timeout = Answer });

    /// <summary>Waits for a line that holds all of these.</summary>
    public async Task SeesAsync(string pane, params string[] parts)
    {
        var line = Lines(pane);
        foreach (var part in parts)
            line = line.Filter(new() { HasText = part });
        await Expect(line.Last).ToBeVisibleAsync(new() { Timeout = Answer });
    }

    /// <summary>The lines of a chat.</summary>
    public ILocator Lines(string pane) => Pane(pane).Locator("article");

    public ILocator Pane(string pane) => Page.Locator("#" + pane);

    /// <summary>Keeps a picture.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(PageSetup.Pictures, name + ".png") });

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private ILocator Box(string pane) => Pane(pane).GetByRole(AriaRole.Textbox);
}
