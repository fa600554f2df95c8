using Agon.Hub.Features.SignOn;

namespace Agon.Hub.Tests.Features.SignOn;

/// <summary>Says which refusals a test brings about; <see cref="RefusalTests"/> compares them with those there are.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RefusesAttribute(params SignOnRefusal[] refusals) : Attribute
{
    public IReadOnlyList<SignOnRefusal> Refusals { get; } = refusals;
}
