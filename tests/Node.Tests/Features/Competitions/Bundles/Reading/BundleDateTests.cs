using System.Globalization;
using Agon.Node.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

public sealed class BundleDateTests
{
    [Theory]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("2026-1-2", "2026-01-02T00:00:00Z")]
    [InlineData("2026/11/20", "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20 18:30", "2026-11-20T18:30:00Z")]
    [InlineData("2026-11-20T18:30:15", "2026-11-20T18:30:15Z")]
    [InlineData("2026-11-20T18:30:15Z", "2026-11-20T18:30:15Z")]
    [InlineData("2026-11-20 18:30:15.5 UTC", "2026-11-20T18:30:15.5Z")]
    [InlineData("2026-11-20T18:30:15+01:00", "2026-11-20T17:30:15Z")]
    [InlineData("2026-11-20 18:30 +0530", "2026-11-20T13:00:00Z")]
    [InlineData("2026-11-20 18:30 -5", "2026-11-20T23:30:00Z")]
    [InlineData("2026-11-20 23:30 -05:00", "2026-11-21T04:30:00Z")]
    [InlineData("1-2-2026", "2026-01-02T00:00:00Z")]
    [InlineData("12-31-2026", "2026-12-31T00:00:00Z")]
    [InlineData("31-12-2026", "2026-12-31T00:00:00Z")]
    [InlineData("11/20/2026 6:05 PM", "2026-11-20T18:05:00Z")]
    [InlineData("11/20/2026 12:00 am", "2026-11-20T00:00:00Z")]
    [InlineData("20 November 2026", "2026-11-20T00:00:00Z")]
    [InlineData("Nov 20, 2026 23:59", "2026-11-20T23:59:00Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00Z")]
    public void a_date_is_understood(string text, string instant)
    {
        BundleDate.Read(text).Instant.ShouldBe(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("", BundleDateFailure.NotADate)]
    [InlineData("soon", BundleDateFailure.NotADate)]
    [InlineData("2026", BundleDateFailure.NotADate)]
    [InlineData("11-20-26", BundleDateFailure.NotADate)]
    [InlineData("20261120", BundleDateFailure.NotADate)]
    [InlineData("20 Brumaire 2026", BundleDateFailure.NotADate)]
    [InlineData("2026-11-20 18", BundleDateFailure.NotADate)]
    [InlineData("٢٠٢٦-11-20", BundleDateFailure.NotADate)]
    [InlineData("2025-02-29", BundleDateFailure.NoSuchDay)]
    [InlineData("2026-13-01", BundleDateFailure.NoSuchDay)]
    [InlineData("31-31-2026", BundleDateFailure.NoSuchDay)]
    [InlineData("0000-01-01", BundleDateFailure.NoSuchDay)]
    [InlineData("1776-07-04", BundleDateFailure.NoSuchDay)]
    [InlineData("9999-12-31", BundleDateFailure.NoSuchDay)]
    [InlineData("2026-11-20 24:00", BundleDateFailure.NoSuchTime)]
    [InlineData("2026-11-20 18:60", BundleDateFailure.NoSuchTime)]
    [InlineData("2026-11-20 13:00 PM", BundleDateFailure.NoSuchTime)]
    [InlineData("2026-11-20 18:00 CET", BundleDateFailure.UnknownZone)]
    [InlineData("2026-11-20 18:00 +15:00", BundleDateFailure.UnknownZone)]
    internal void what_is_no_date_is_refused_with_its_reason(string text, BundleDateFailure failure)
    {
        var read = BundleDate.Read(text);

        read.Failure.ShouldBe(failure);
        read.Instant.ShouldBeNull();
    }

    [Theory]
    [InlineData("1-2-2026", true)]
    [InlineData("1-1-2026", false)]
    [InlineData("12-31-2026", false)]
    [InlineData("2026-01-02", false)]
    [InlineData("Jan 2 2026", false)]
    public void a_date_that_could_be_another_day_is_known(string text, bool isAmbiguous)
    {
        BundleDate.IsAmbiguous(text).ShouldBe(isAmbiguous);
    }
}
