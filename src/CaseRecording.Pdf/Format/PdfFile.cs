using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CaseRecording.Pdf.Format;

/// <summary>
/// The file as a sequence of numbered objects, written once and forgotten: all that stays in memory is where each
/// object lies (eight bytes) and up to 256 small objects that wait to be compressed together.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int ObjectsPerStream = 256;
    private const long InStream = 1L << 62;

    private readonly Stream _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    // Index = object number. Either a file offset, or InStream | stream object << 8 | index in it.
    private readonly List<long> _places = [0];
    private readonly StringBuilder _waitingIndex = new();
    private readonly StringBuilder _waiting = new();
    private int _waitingCount;
    private int _waitingStream;
    private long _position;

    public PdfFile(Stream output)
    {
        _output = output;
        Write("%PDF-1.7\n");
        // Four bytes above 127 tell transfer programs that the file is binary.
        Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>Reserves an object number, so that others can refer to what is written later.</summary>
    public int Reserve()
    {
        _places.Add(0);
        return _places.Count - 1;
    }

    public void WriteObject(int id, string body)
    {
        if (_waitingCount == 0) _waitingStream = Reserve();
        _places[id] = InStream | ((long)_waitingStream << 8) | (uint)_waitingCount;
        _waitingIndex.Append(id).Append(' ').Append(_waiting.Length).Append(' ');
        _waiting.Append(body).Append('\n');
        if (++_waitingCount == ObjectsPerStream) FlushObjects();
    }

    public int AddObject(string body)
    {
        int id = Reserve();
        WriteObject(id, body);
        return id;
    }

    /// <param name="id">Reserved object number.</param>
    /// <param name="entries">Entries of the stream's dictionary, without its length and filter.</param>
    /// <param name="data">Content before compression.</param>
    /// <param name="compress">False for metadata, which must be readable without a PDF reader, and for what is too small.</param>
    public void WriteStream(int id, string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        if (compress) data = Deflate(data);
        _places[id] = _position;
        string filter = compress ? "/Filter/FlateDecode" : "";
        Write(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n<<{entries}{filter}/Length {data.Length}>>\nstream\n"));
        Write(data);
        Write("\nendstream\nendobj\n");
    }

    public int AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        int id = Reserve();
        WriteStream(id, entries, data, compress);
        return id;
    }

    /// <summary>Writes the cross-reference stream, which ends the file.</summary>
    public void Finish(int catalog, int information)
    {
        FlushObjects();
        // The identifier is a digest of the content: the same record exported twice is the same file.
        string fingerprint = Convert.ToHexString(_hash.GetCurrentHash().AsSpan(0, 16));
        int id = Reserve();
        long start = _position;
        _places[id] = start;
        var table = new byte[_places.Count * 8];
        for (int i = 0; i < _places.Count; i++) WritePlace(table.AsSpan(i * 8, 8), i);
        WriteStream(id, string.Create(CultureInfo.InvariantCulture,
            $"/Type/XRef/Size {_places.Count}/W[1 6 1]/Root {catalog} 0 R/Info {information} 0 R/ID[<{fingerprint}><{fingerprint}>]"), table);
        Write(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n"));
        _output.Flush();
    }

    public void Dispose() => _hash.Dispose();

    private void WritePlace(Span<byte> entry, int id)
    {
        long place = _places[id];
        bool inStream = (place & InStream) != 0;
        long where = inStream ? (place & ~InStream) >> 8 : place;
        entry[0] = id == 0 ? (byte)0 : inStream ? (byte)2 : (byte)1;
        for (int i = 6; i >= 1; i--, where >>= 8) entry[i] = (byte)where;
        entry[7] = id == 0 ? (byte)255 : inStream ? (byte)place : (byte)0;
    }

    private void FlushObjects()
    {
        if (_waitingCount == 0) return;
        string entries = string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {_waitingCount}/First {_waitingIndex.Length}");
        _waitingIndex.Append(_waiting);
        byte[] data = Encoding.Latin1.GetBytes(_waitingIndex.ToString());
        _waitingCount = 0;
        _waitingIndex.Clear();
        _waiting.Clear();
        WriteStream(_waitingStream, entries, data);
    }

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        using var target = new MemoryStream(data.Length / 3);
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(data);
        return target.ToArray();
    }

    private void Write(string ascii) => Write(Encoding.Latin1.GetBytes(ascii));

    private void Write(ReadOnlySpan<byte> data)
    {
        _output.Write(data);
        _hash.AppendData(data);
        _position += data.Length;
    }
}
