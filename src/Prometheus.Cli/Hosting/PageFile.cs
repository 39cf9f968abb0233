using Prometheus.Workflows.Files;

namespace Prometheus.Cli.Hosting;

/// <summary>Writes a page where the user asked for it, and says where that is.</summary>
internal static class PageFile
{
    /// <exception cref="Core.Errors.UserError">The file cannot be written.</exception>
    public static void Write(Invocation call, string file, string page)
    {
        WholeFile.Write(file, page);
        call.Say($"wrote {Path.GetFullPath(file)}");
    }
}
