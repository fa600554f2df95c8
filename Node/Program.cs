using Agon.Node;

return await NodeCommandLine.RunAsync(args);
