using System.Text;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Hub.Tests.Features.Catalogue.Visits;
using Microsoft.AspNetCore.Http.Features;

namespace Agon.Hub.Tests.Features.Catalogue.Logos;

/// <summary>What is sent instead of a logo.</summary>
public sealed partial class FetchLogosTests
{
    [Fact]
    [Refuses(VisitProblem.TooLarge)]
    public async Task a_gigabyte_is_not_read()
    {
        _node.Answer = async c =>
        {
            c.Response.ContentLength = 1_000_000_000;
            await c.Response.Body.FlushAsync(Ct);
            await Task.Delay(Timeout.Infinite, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        await MissedAsync(VisitProblem.TooLarge);
    }

    [Fact]
    [Refuses(VisitProblem.TooLarge)]
    public async Task what_never_ends_is_left_after_a_mebibyte()
    {
        _node.Answer = async c =>
        {
            c.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            await c.Response.Body.WriteAsync(VisitedNode.Picture, c.RequestAborted);
            var more = new byte[65_536];
            while (!c.RequestAborted.IsCancellationRequested)
            {
                await c.Response.Body.WriteAsync(more, c.RequestAborted);
            }
        };

        await MissedAsync(VisitProblem.TooLarge);
    }

    [Fact]
    [Refuses(VisitProblem.TooSlow)]
    public async Task what_drips_is_left_after_ten_seconds()
    {
        var begun = new TaskCompletionSource();
        _node.Answer = async c =>
        {
            await c.Response.Body.WriteAsync(VisitedNode.Picture.AsMemory(0, 20), Ct);
            await c.Response.Body.FlushAsync(Ct);
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var key = await _node.TellAsync(VisitedNode.Picture);

        var fetch = _node.FetchAsync();
        await begun.Task;
        _hub.Clock.Advance(VisitNode.TimeLimit);
        await fetch;

        Refused.See((await _node.DueAsync(key))!.Problem!.Value).ShouldBe(VisitProblem.TooSlow);
    }

    [Fact]
    [Refuses(VisitProblem.OtherBytes)]
    public async Task other_bytes_than_were_told_are_not_kept()
    {
        _node.Answer = VisitedNode.Sends([.. VisitedNode.Picture, 0]);

        await MissedAsync(VisitProblem.OtherBytes);
    }

    [Theory]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("")]
    [Refuses(VisitProblem.NoPicture)]
    public async Task what_calls_itself_a_picture_and_is_none_is_not_kept(string content)
    {
        var bytes = Encoding.ASCII.GetBytes(content);
        _node.Answer = VisitedNode.Sends(bytes);

        await MissedAsync(VisitProblem.NoPicture, bytes);
    }

    [Fact]
    [Refuses(VisitProblem.TooManyPixels)]
    public async Task a_small_file_with_a_huge_picture_is_not_kept()
    {
        byte[] huge = [.. VisitedNode.Picture];
        huge[18] = 0x10;
        huge[19] = 0x01;
        _node.Answer = VisitedNode.Sends(huge);

        await MissedAsync(VisitProblem.TooManyPixels, huge);
    }

    [Fact]
    [Refuses(VisitProblem.Redirected)]
    public async Task nobody_follows_to_another_place()
    {
        _node.Answer = c =>
        {
            c.Response.Redirect("/secret");
            return Task.CompletedTask;
        };

        (await MissedAsync(VisitProblem.Redirected)).Status.ShouldBe(302);
        _node.Visits.ShouldNotContain("GET /secret");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(204)]
    [Refuses(VisitProblem.WrongStatus)]
    public async Task another_status_is_no_picture(int status)
    {
        _node.Answer = VisitedNode.Says(status);

        (await MissedAsync(VisitProblem.WrongStatus)).Status.ShouldBe(status);
    }

    [Fact]
    [Refuses(VisitProblem.PrivateAddress)]
    public async Task a_private_address_is_not_even_connected_to()
    {
        await using var hub = VisitedNode.Quiet(isPrivateAllowed: false);
        await hub.InitializeAsync();
        await using var node = await VisitedNode.OpenAsync(hub);
        node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        var key = await node.TellAsync(VisitedNode.Picture);

        await node.FetchAsync();

        Refused.See((await node.DueAsync(key))!.Problem!.Value).ShouldBe(VisitProblem.PrivateAddress);
        node.Visits.ShouldBeEmpty();
    }

    [Fact]
    [Refuses(VisitProblem.TooMany)]
    public async Task a_node_has_room_for_so_many_pictures_and_nobody_asks_for_more()
    {
        await using var hub = VisitedNode.Quiet();
        hub.Settings["Catalogue:LogoMebibytesOfNode"] = "1";
        await hub.InitializeAsync();
        await using var node = await VisitedNode.OpenAsync(hub);
        node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        await node.TellAsync(VisitedNode.Picture);
        await node.FetchAsync();
        var key = await node.TellAsync([.. VisitedNode.Picture, 0], title: "Oats");

        await node.FetchAsync();

        Refused.See((await node.DueAsync(key))!.Problem!.Value).ShouldBe(VisitProblem.TooMany);
        node.Visits.Count.ShouldBe(1);
    }
}
