using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Agon.Portal.Data;

/// <summary>
/// Loads SQLite although SQLitePCLRaw can be restored as 2.0.6 only while Microsoft.Data.Sqlite refers to 2.1.
/// Delete this file when SQLitePCLRaw ≥ 2.1 can be restored.
/// </summary>
public static class SqliteLibrary
{
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>Prepares SQLite for this process; call it before the first use. Calling again is harmless.</summary>
    public static void Load()
    {
        lock (Gate)
        {
            if (_loaded)
            {
                return;
            }

            // The assembly version asked for is newer than the file's, so the default probing refuses the file beside us.
            AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "SQLitePCLRaw.core"
                ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
                : null;
            Initialise();
            _loaded = true;
        }
    }

    // Not inlined: its types may be resolved only after the handler above is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Initialise()
    {
        var provider = typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly;
        NativeLibrary.SetDllImportResolver(provider, PreferTheSystems);
        SQLitePCL.Batteries_V2.Init();
    }

    // The bundled native library is 3.35; the system's gets security fixes.
    private static nint PreferTheSystems(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", assembly, path, out var handle) ? handle : 0;
}
