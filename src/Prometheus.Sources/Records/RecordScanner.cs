using System.Text;

namespace Prometheus.Sources.Records;

/// <summary>
/// Splits a text into rows of comma-separated fields, which may be quoted and then hold line breaks. A row that does not come out as
/// expected costs its first line only: reading goes on behind that line, so that one stray quote does not swallow the rest of the file.
/// </summary>
internal sealed class RecordScanner(string text)
{
    private readonly StringBuilder _field = new();
    private int _position;
    private int _line = 1;

    /// <summary>Reads the next row that is not blank. False at the end.</summary>
    /// <param name="expected">Fields of a row; 0 takes what comes.</param>
    /// <param name="broken">Why the row is none; then <paramref name="fields"/> is empty.</param>
    public bool TryRead(int expected, out string[] fields, out int line, out string? broken)
    {
        SkipBlankLines();
        (fields, line, broken) = ([], _line, null);
        if (_position >= text.Length)
            return false;
        var start = _position;
        var read = new List<string>(expected);
        var isClosed = ReadFields(read, out var lines);
        if (isClosed && (expected == 0 || read.Count == expected))
        {
            _line += lines;
            fields = [.. read];
            return true;
        }

        broken = isClosed
            ? FormattableString.Invariant($"{read.Count} fields where the header has {expected}: {LineAt(start)}")
            : $"a quote that does not end: {LineAt(start)}";
        var next = text.IndexOf('\n', start);
        _position = next < 0 ? text.Length : next + 1;
        _line++;
        return true;
    }

    private string LineAt(int start)
    {
        var end = text.IndexOf('\n', start);
        return text[start..(end < 0 ? text.Length : end)].TrimEnd('\r');
    }

    private void SkipBlankLines()
    {
        while (_position < text.Length && text[_position] is '\n' or '\r')
        {
            _line += text[_position] == '\n' ? 1 : 0;
            _position++;
        }
    }

    /// <summary>False where the text ends inside quotes.</summary>
    private bool ReadFields(List<string> fields, out int lines)
    {
        lines = 0;
        while (true)
        {
            if (!ReadField(ref lines))
                return false;
            fields.Add(_field.ToString().Trim());
            if (_position >= text.Length)
                return true;
            var mark = text[_position++];
            if (mark == ',')
                continue;
            if (mark == '\r' && _position < text.Length && text[_position] == '\n')
                _position++;
            lines++;
            return true;
        }
    }

    /// <summary>Reads up to the comma or line break behind the field.</summary>
    private bool ReadField(ref int lines)
    {
        _field.Clear();
        if (_position < text.Length && text[_position] == '"')
        {
            for (_position++; ; _position++)
            {
                if (_position >= text.Length)
                    return false;
                if (text[_position] == '"')
                {
                    if (_position + 1 >= text.Length || text[_position + 1] != '"')
                        break;
                    _position++;
                }

                lines += text[_position] == '\n' ? 1 : 0;
                _field.Append(text[_position]);
            }

            _position++;
        }

        var end = text.AsSpan(_position).IndexOfAny(",\r\n");
        end = end < 0 ? text.Length : _position + end;
        _field.Append(text, _position, end - _position);
        _position = end;
        return true;
    }
}
