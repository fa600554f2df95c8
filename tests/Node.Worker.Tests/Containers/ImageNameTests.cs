using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Tests.Containers;

public sealed class ImageNameTests
{
    [Theory]
    [InlineData("python")]
    [InlineData("python:3.12-slim")]
    [InlineData("codalab/codalab-legacy:py37")]
    [InlineData("localhost:5000/a/b_c/d.e:latest")]
    [InlineData("Registry.Example.org/team/image")]
    [InlineData("image@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void names_as_people_write_them_are_valid(string name) => ImageName.IsValid(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("../containers/x/json?")]
    [InlineData("a/../b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("-a")]
    [InlineData("case/UPPER")]
    [InlineData("a:tag:tag")]
    [InlineData("a?x=1")]
    [InlineData("a%2f")]
    [InlineData("image@sha256:abc")]
    public void names_that_would_change_a_path_are_not(string name) => ImageName.IsValid(name).ShouldBeFalse();

    [Fact]
    public void a_name_of_endless_length_is_not_valid() => ImageName.IsValid(new string('a', 301)).ShouldBeFalse();

    [Theory]
    [InlineData("python", "python:latest")]
    [InlineData("localhost:5000/python", "localhost:5000/python:latest")]
    [InlineData("python:3", "python:3")]
    [InlineData("a@sha256:x", "a@sha256:x")]
    public void a_pull_names_one_tag(string name, string pulled) => ImageName.WithTag(name).ShouldBe(pulled);
}
