namespace Agon.Node.Features.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Page">Which page, from 1. A page beyond the last is answered with the last.</param>
/// <param name="PageSize">The most items a page has.</param>
/// <param name="Total">How many items all pages have.</param>
internal sealed record Paged<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);
