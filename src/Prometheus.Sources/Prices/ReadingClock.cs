namespace Prometheus.Sources.Prices;

/// <summary>Counts what has been read, tells the caller, and ends the work where it was cancelled.</summary>
internal sealed class ReadingClock(IProgress<PriceReadProgress>? progress, IReadOnlyList<PriceFile> files, CancellationToken cancellation)
{
    private readonly long _bytesTotal = files.Sum(f => f.Bytes);
    private long _bytesDone;
    private long _rows;
    private int _filesDone;

    /// <summary>In the midst of a file.</summary>
    public void Report(int file, long position, long newRows)
    {
        cancellation.ThrowIfCancellationRequested();
        _rows += newRows;
        progress?.Report(new PriceReadProgress(_filesDone, files.Count, _bytesDone + Math.Min(position, files[file].Bytes), _bytesTotal, _rows));
    }

    public void Finish(int file, long newRows)
    {
        _filesDone++;
        _bytesDone += files[file].Bytes;
        Report(file, 0, newRows);
    }
}

/// <summary>How far a reading has come. Bytes are those of the stored, possibly compressed files.</summary>
public readonly record struct PriceReadProgress(int FilesDone, int FilesTotal, long BytesDone, long BytesTotal, long RowsRead);
