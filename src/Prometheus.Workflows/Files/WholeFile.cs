namespace Prometheus.Workflows.Files;

/// <summary>Writes a text file whole or not at all: under another name first, on the disk before it takes its place.</summary>
public static class WholeFile
{
    /// <param name="path">Its folder is made where missing; an existing file is replaced, unless the work that goes on must keep it.</param>
    /// <exception cref="UserError">The file cannot be written there.</exception>
    public static void Write(string path, string text) => Write(path, writer => writer.Write(text));

    /// <summary>The same for what is written piece by piece.</summary>
    public static void Write(string path, Action<TextWriter> write)
    {
        var whole = Path.GetFullPath(path);
        var part = whole + ".part";
        var log = AccessLog.Current;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                using (var writer = new StreamWriter(file, leaveOpen: true))
                    write(writer);
                file.Flush(flushToDisk: true);
            }

            if (log?.MayReplace is { } mayReplace && !mayReplace(whole))
            {
                File.Delete(part);
                log.NoteFileKept(whole);
                return;
            }

            File.Move(part, whole, overwrite: true);
            log?.NoteFileWritten(whole);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"cannot write '{path}': {problem.Message}", problem);
        }
    }
}
