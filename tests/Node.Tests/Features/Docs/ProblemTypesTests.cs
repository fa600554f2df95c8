using System.Reflection;
using Agon.Federation.Contracts;

namespace Agon.Node.Tests.Features.Docs;

public sealed class ProblemTypesTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task every_problem_type_is_explained_at_its_own_address()
    {
        var page = await node.Browser().VisitAsync("/docs/problems");

        page.Status.ShouldBe(System.Net.HttpStatusCode.OK, page.Text);
        var types = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        foreach (var type in types)
        {
            page.Document.QuerySelector(type["/docs/problems".Length..]).ShouldNotBeNull(type);
        }
    }
}
