using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Engine;

/// <summary>What hostile code finds when it looks around, asked from inside a real container.</summary>
public sealed class ConfinementTests : EngineTests
{
    private static readonly byte[] Secret = Archive.Of(("truth.txt", "1\n2\n3\n5\n"), ("secret-marker.txt", "the answer"));

    [Fact]
    public async Task there_is_no_network()
    {
        var log = await AskAsync(
            """
            import os, socket
            print(sorted(os.listdir('/sys/class/net')))
            try: socket.create_connection(('1.1.1.1', 53), 2); print('reached')
            except OSError as e: print('unreachable')
            """);

        log.ShouldBe("['lo']\nunreachable\n");
    }

    [Fact]
    public async Task the_root_is_read_only_and_inputs_too()
    {
        var log = await AskAsync(
            """
            for path in ['/x', '/app/x', '/app/program/x', '/app/input_data/x', '/usr/x', '/app/output/x', '/app/shared/x', '/tmp/x', '/dev/shm/x']:
                try: open(path, 'w').write('x'); print(path, 'written')
                except OSError as e: print(path, type(e).__name__)
            """);

        log.ShouldBe(
            """
            /x OSError
            /app/x OSError
            /app/program/x OSError
            /app/input_data/x OSError
            /usr/x OSError
            /app/output/x written
            /app/shared/x written
            /tmp/x written
            /dev/shm/x written

            """);
    }

    [Fact]
    public async Task the_user_is_nobody_without_capabilities_or_a_way_to_get_them()
    {
        var log = await AskAsync(
            """
            import os
            print(os.getuid() != 0, os.getgid() != 0, os.environ['HOME'])
            status = dict(line.split(':', 1) for line in open('/proc/self/status'))
            print(int(status['CapEff'], 16), int(status['CapBnd'], 16), int(status['NoNewPrivs']), int(status['Seccomp']))
            """);

        log.ShouldBe("True True /tmp\n0 0 1 2\n");
    }

    [Fact]
    public async Task the_reference_data_is_nowhere_to_be_found()
    {
        var log = await AskAsync(
            """
            import os
            print(sorted(os.listdir('/app')))
            found = [os.path.join(d, f) for d, _, files in os.walk('/') if not d.startswith(('/proc', '/sys')) for f in files if 'secret-marker' in f]
            print(found, 'reference' in open('/proc/self/mountinfo').read())
            """);

        log.ShouldBe("['input', 'input_data', 'output', 'program', 'shared']\n[] False\n");
    }

    [Fact]
    public async Task a_link_to_the_reference_data_does_not_reach_scoring()
    {
        var (run, report) = await RunAsync(Scored with
        {
            ReferenceData = Secret,
            Submission = Python("import os; os.symlink('/app/input/ref/truth.txt', '/app/output/predictions.txt'); os.mkfifo('/app/output/pipe')"),
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoringFailed);
        run.Log(LogStream.Scoring).ShouldContain("No such file or directory");
        run.Log(LogStream.Worker).ShouldContain("2 links, pipes or devices were removed");
    }

    [Fact]
    public async Task a_device_can_not_be_made_and_the_host_can_not_be_seen()
    {
        var log = await AskAsync(
            """
            import os, stat
            try: os.mknod('/app/output/disk', stat.S_IFBLK | 0o666, os.makedev(254, 0)); print('made')
            except PermissionError: print('refused')
            print(len([p for p in os.listdir('/proc') if p.isdigit()]), os.path.exists('/var/run/docker.sock'), os.uname().nodename)
            """);

        log.ShouldBe("refused\n1 False agon\n");
    }

    [Fact]
    public async Task names_and_paths_nobody_can_use_are_refused_and_removed()
    {
        var (_, report) = await RunAsync(Scored with
        {
            Submission = Python(
                """
                import os
                open(b'/app/output/\xff', 'w')
                os.mkdir('/app/output/locked'); open('/app/output/locked/x', 'w'); os.chmod('/app/output/locked', 0)
                os.chdir('/app/output')
                for _ in range(300): os.mkdir('d' * 20); os.chdir('d' * 20)
                """),
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
        report.Failure.Detail.ShouldContain("can't be used");
        await Node.Changed.UntilAsync(() => Directory.GetDirectories(Worker.RunsDirectory).Length == 0, Ct);
    }

    [Fact]
    public async Task the_cpus_tell_numeric_libraries_how_many_threads_to_start()
    {
        (await AskAsync("import os; print(os.environ['OMP_NUM_THREADS'], os.environ['PYTHONUNBUFFERED'], repr(os.environ['http_proxy']))")).ShouldBe("1 1 ''\n");
    }

    /// <summary>Runs participant code and gives what it printed.</summary>
    private async Task<string> AskAsync(string code)
    {
        var (run, _) = await RunAsync(Scored with { Submission = Python(code), ReferenceData = Secret, InputData = Archive.Of(("x", "")) });
        return run.Log(LogStream.Submission);
    }
}
