using System.Globalization;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// The unprivileged user containers run as. A worker run by root can give files to any user and takes one nobody has; any other worker
/// can only read and remove what its own user wrote, so its containers run as that user.
/// </summary>
internal sealed record ContainerUser(uint User, uint Group, bool CanGive)
{
    // Outside the ranges distributions hand out to people, services and subordinate users.
    private const uint Nobodys = 64512;

    public static ContainerUser From(WorkerOptions options)
    {
        var (user, group) = Posix.Identity;
        if (options.ContainerUser is { } chosen)
        {
            uint[] numbers = [.. chosen.Split(':').Select(number => uint.Parse(number, CultureInfo.InvariantCulture))];
            return new ContainerUser(numbers[0], numbers[1], user == 0);
        }

        return user == 0 ? new ContainerUser(Nobodys, Nobodys, true) : new ContainerUser(user, group, false);
    }

    /// <summary>Makes the containers' user the owner of a file or directory, if we may.</summary>
    public void Give(string path)
    {
        if (CanGive)
        {
            Posix.ChangeOwner(path, User, Group);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");
}
