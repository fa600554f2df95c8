using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Tests.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

public sealed class SampleTests : IDisposable
{
    private readonly BundleReader _reader = new();

    [Fact]
    public async Task the_full_bundle_is_read_without_a_word()
    {
        (await _reader.ReadAsync(FullBundle.Bundle.Zip())).ShouldBeOfType<BundleReading.Readable>().Warnings.ShouldBeEmpty();
    }

    public void Dispose() => _reader.Dispose();
}
