global using Agon.Testing;
global using Shouldly;
global using Xunit;
global using SortDirection = Agon.Node.Features.Leaderboards.SortDirection;
