namespace Agon.Node;

/// <summary>The order in which a request is handled, and every endpoint: one line per feature.</summary>
internal static class NodePipeline
{
    public static WebApplication UseNode(this WebApplication app)
    {
        app.UseStaticFiles();
        app.UseRouting();
        app.MapRazorPages();
        return app;
    }
}
