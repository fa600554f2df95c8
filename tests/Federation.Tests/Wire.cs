using Agon.Federation.Contracts.Enrolment;

namespace Agon.Federation.Tests;

/// <summary>The way between the nodes and their hub: it loses, doubles, delays and so reorders what a node sends, as the dice fall.</summary>
internal sealed class Wire(Random dice, Func<HttpMessageHandler> hub) : HttpMessageHandler
{
    private static readonly string[] Troubled = [FederationPaths.Feed, FederationPaths.Inventory, FederationPaths.Report];
    private readonly List<Func<Task>> _late = [];

    /// <summary>How many of a hundred requests meet with something.</summary>
    public int Trouble { get; set; }

    /// <summary>Whether the hub is away.</summary>
    public bool IsDown { get; set; }

    /// <summary>What happened to how many.</summary>
    public SortedDictionary<string, int> Happened { get; } = [];

    public int Late => _late.Count;

    /// <summary>Delivers some of what was held up, the last first or the first.</summary>
    public async Task CatchUpAsync()
    {
        while (_late.Count > 0)
        {
            var next = dice.Next(_late.Count);
            var send = _late[next];
            _late.RemoveAt(next);
            await send();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            Note("down");
            throw new HttpRequestException("Nobody answers.");
        }

        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var luck = Troubled.Contains(request.RequestUri!.AbsolutePath) ? dice.Next(100) : 100;
        if (luck >= Trouble)
        {
            return await PassAsync(request, body);
        }

        switch (luck % 4)
        {
            case 0:
                Note("request lost");
                throw new HttpRequestException("The request was lost.");
            case 1:
                Note("answer lost");
                using (await PassAsync(request, body))
                {
                    throw new HttpRequestException("The answer was lost.");
                }

            case 2:
                Note("doubled");
                var first = await PassAsync(request, body);
                var second = await PassAsync(request, body);
                return dice.Next(2) == 0 ? first : second;
            default:
                Note("late");
                _late.Add(async () => (await PassAsync(request, body)).Dispose());
                throw new HttpRequestException("It took too long.");
        }
    }

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, byte[]? body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (body is not null)
        {
            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
        }

        using var client = new HttpMessageInvoker(hub(), disposeHandler: false);
        return await client.SendAsync(copy, CancellationToken.None);
    }

    private void Note(string what) => Happened[what] = Happened.GetValueOrDefault(what) + 1;
}
