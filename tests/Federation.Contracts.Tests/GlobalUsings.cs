global using Agon.Testing;
global using Shouldly;
global using Xunit;
