global using Agon.Federation.Contracts.Runs;
global using Shouldly;
global using Xunit;
