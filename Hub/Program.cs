using Agon.Hub;

return await HubCommandLine.RunAsync(args, Console.Out, Console.Error);
