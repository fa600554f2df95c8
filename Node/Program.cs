using Agon.Node;

return await NodeCommandLine.RunAsync(args, Console.Out, Console.Error);
