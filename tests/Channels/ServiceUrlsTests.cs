using PartyBuilding.Channels.BotFramework;

namespace PartyBuilding.Tests.Channels;

public sealed class ServiceUrlsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/apac/", true)]
    [InlineData("https://directline.botframework.com/", true)]
    [InlineData("https://SMBA.infra.gcc.teams.microsoft.com/x", true)]
    [InlineData("https://botframework.com", true)]
    [InlineData("http://smba.trafficmanager.net/apac/", false)]
    [InlineData("https://evil.trafficmanager.net/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("https://botframework.com.evil.example/", false)]
    [InlineData("https://botframework.com@evil.example/", false)]
    [InlineData("https://user:pass@botframework.com/", false)]
    [InlineData("https://botframework.com:8443/", false)]
    [InlineData("https://botframework.com/?x=1", false)]
    [InlineData("https://botframework.com/#x", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("http://169.254.169.254/", false)]
    [InlineData("https://10.0.0.1/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("http://localhost:3978/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://2130706433/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://botframework.com/", false)]
    [InlineData("//botframework.com/", false)]
    [InlineData("botframework.com", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Messages_leave_only_for_listed_hosts_over_https(string? url, bool isAllowed) =>
        Assert.Equal(isAllowed, new ServiceUrls(new BotFrameworkOptions { AppId = "a" }).Allowed(url) is not null);

    [Theory]
    [InlineData("http://localhost:50000/", true)]
    [InlineData("http://127.0.0.1:9/x", true)]
    [InlineData("http://[::1]:9/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://localhost.evil.example/", false)]
    public void This_machine_may_be_called_where_the_Emulator_is_allowed(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, new ServiceUrls(new BotFrameworkOptions { AllowEmulator = true }).Allowed(url) is not null);
}
