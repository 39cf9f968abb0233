using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prometheus.Stores;

/// <summary>Builds the JSON of one row after the other in one reused buffer. NaN is written as null, an infinity is refused by the writer.</summary>
internal sealed class StoredJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    public StoredJson() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Encoder });

    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The same for a document that is built as nodes.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = Encoder };

    /// <summary>The object whose members <paramref name="members"/> writes.</summary>
    public string Object<T>(in T source, Action<Utf8JsonWriter, T> members)
    {
        members(Begin(), source);
        return Encoding.UTF8.GetString(End());
    }

    /// <summary>Opens an object; its members are written to the result.</summary>
    public Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        return _writer;
    }

    /// <summary>Closes the object. The bytes hold until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _writer.Dispose();

    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value))
            json.WriteNull(name);
        else
            json.WriteNumber(name, value + 0.0); // −0 is stored as 0
    }

    public static void Number(Utf8JsonWriter json, JsonEncodedText name, double value)
    {
        if (double.IsNaN(value))
            json.WriteNull(name);
        else
            json.WriteNumber(name, value + 0.0);
    }
}
