using MassTransit;

namespace Agon.Node.Tests;

/// <summary>Tells a test's <see cref="PendingWork"/> of every message sent to a consumer and every consumer that is done.</summary>
internal sealed class BusObserver(PendingWork work) : IReceiveObserver, IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        work.Begin(Consumers<T>.Count);
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => EndAsync();

    public Task ReceiveFault(ReceiveContext context, Exception exception) => EndAsync();

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private Task EndAsync()
    {
        work.End();
        return Task.CompletedTask;
    }

    // Every consumer class has a queue of its own, so a message is received once for each.
    private static class Consumers<T>
        where T : class
    {
        public static readonly int Count = typeof(Program).Assembly.GetTypes().Count(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IConsumer<T>)));
    }
}
