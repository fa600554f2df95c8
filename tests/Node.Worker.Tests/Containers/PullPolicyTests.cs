using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Tests.Containers;

public sealed class PullPolicyTests
{
    [Theory]
    [InlineData("*", "python:3.12")]
    [InlineData("*", "team/image")]
    [InlineData("*", "docker.io/team/image:1")]
    [InlineData("docker.io/team/*", "team/image:1")]
    [InlineData("python", "python:latest")]
    [InlineData("team/* ghcr.io/team/*", "ghcr.io/team/image:1")]
    [InlineData("registry.example.org:5000/*,python:*", "registry.example.org:5000/a/b")]
    [InlineData("localhost:5000/*", "localhost:5000/image")]
    public void what_a_pattern_names_may_be_pulled(string patterns, string name) => PullPolicy.Allows(patterns, name).ShouldBeTrue();

    [Theory]
    [InlineData("*", "ghcr.io/team/image")]
    [InlineData("*", "10.0.0.1/image")]
    [InlineData("*", "127.0.0.1:2375/image")]
    [InlineData("*", "localhost/image")]
    [InlineData("*", "LOCALHOST/image")]
    [InlineData("*", "Intranet/image")]
    [InlineData("*", "intranet:80/image")]
    [InlineData("*", "docker.io/10.0.0.1/image")]
    [InlineData("ghcr.io*", "ghcr.io.example.org/image")]
    [InlineData("ghcr.io/*", "ghcr.io:8080/image")]
    [InlineData("team/*", "teams/image")]
    [InlineData("python:3", "python")]
    [InlineData("", "python")]
    public void whatever_else_may_not(string patterns, string name) => PullPolicy.Allows(patterns, name).ShouldBeFalse();

    [Theory]
    [InlineData("Get https://10.1.2.3:5000/v2/: dial tcp: lookup registry.corp on 10.0.0.53:53: no such host", "its registry can't be reached from the worker")]
    [InlineData("pull access denied for a/b, repository does not exist or may require 'docker login'", "its registry does not have it, or wants a password")]
    [InlineData("manifest for python:none not found: manifest unknown", "its registry has no such name or tag")]
    [InlineData("no matching manifest for linux/arm64/v8 in the manifest list entries", "there is none for the worker's kind of machine")]
    [InlineData("something about 10.1.2.3", "the worker's engine could not pull it, and the worker's own log says why")]
    public void a_reason_is_short_and_names_no_address(string engine, string people) => PullFailure.Describe(engine).ShouldBe(people);
}
