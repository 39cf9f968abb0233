using Prometheus.Core.Errors;

namespace Prometheus.Cli.Hosting;

/// <summary>Writes a page where the user asked for it, and says where that is.</summary>
internal static class PageFile
{
    /// <exception cref="UserError">The file cannot be written.</exception>
    public static void Write(Invocation call, string file, string page)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllText(file, page);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"cannot write '{file}': {problem.Message}", problem);
        }

        call.Say($"wrote {Path.GetFullPath(file)}");
    }
}
