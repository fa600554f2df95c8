using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.Administration;

namespace Agon.Hub.Tests.Features.Administration;

/// <summary>Nodes show the hub's name to their people and their terminals.</summary>
public sealed class HubOptionsTests
{
    [Theory]
    [InlineData("Agon hub", true)]
    [InlineData("Évaluer – 評価", true)]
    [InlineData("See https://evil.example", false)]
    [InlineData("Agon\nhub", false)]
    [InlineData("Agon \u202ebuh", false)]
    [InlineData("", false)]
    public void the_name_is_one_line_without_web_addresses(string name, bool isFit)
    {
        var options = new HubOptions { Name = name };
        var wrong = new List<ValidationResult>();

        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true).ShouldBe(isFit);

        wrong.ShouldAllBe(w => w.ErrorMessage!.StartsWith("Hub:Name must"));
    }

    [Fact]
    public void so_is_the_federation()
    {
        var options = new HubOptions { Federation = "a\u0007b" };

        Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true).ShouldBeFalse();
    }
}
