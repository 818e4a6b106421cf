using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>Why a notice did not arrive, and what somebody can do about it, in words for the one who sent it.</summary>
internal static class NoticeReasons
{
    public static string Of(Undelivered one, bool isPrivate) => one.State switch
    {
        "gone" => isPrivate ? "他停用了我或换了账号，请他重新和我私聊一次" : "我已被移出这个群，请该校把我重新加进群，再由书记发“绑定本群”",
        "unknown" => "发送途中断开，收没收到不确定，请先看群里有没有，没有再另发",
        _ => Failed(one.Reason ?? ""),
    };

    /// <summary>What the channel said, beginning with its status.</summary>
    private static string Failed(string reason) => reason switch
    {
        _ when reason.EndsWith("过了时限", StringComparison.Ordinal) => "一直没发成，过了时限，可以回“失败的重发”",
        _ when reason.StartsWith("没有", StringComparison.Ordinal) => reason,
        _ when reason.StartsWith("401", StringComparison.Ordinal) => "平台不认我的凭据，请管理员检查设置",
        _ when reason.StartsWith("413", StringComparison.Ordinal) => "平台嫌这条太长，请缩短后另发",
        _ when reason.StartsWith('4') => "平台不接受这条消息，请换个写法另发",
        _ when reason.StartsWith("0 ", StringComparison.Ordinal) || reason.StartsWith("the ", StringComparison.Ordinal) => "这个会话的地址不在允许的范围，请管理员检查设置",
        _ => "平台暂时出错，可以回“失败的重发”",
    };
}
