using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CaseRecording.Web.Disclosure;

/// <summary>
/// A file nobody can read or change without its key: pieces of 64 KiB, each sealed with AES-GCM. The nonce counts the pieces and the
/// last one says so, so that pieces can be neither swapped nor cut off. A key seals one file only.
/// </summary>
internal static class SealedFile
{
    internal const int Piece = 64 * 1024;
    private const int TagBytes = 16, HeadBytes = 4;
    private const uint Last = 0x8000_0000;

    /// <summary>Length of what <paramref name="head"/> announces, and whether it is the last piece.</summary>
    private static (int Length, bool IsLast) Read(uint head) => ((int)(head & ~Last), (head & Last) != 0);

    private static byte[] Nonce(ulong number)
    {
        var nonce = new byte[AesGcm.NonceByteSizes.MaxSize];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, number);
        return nonce;
    }

    /// <summary>Seals what is written. Without <see cref="Complete"/> the file has no end, and reading it fails.</summary>
    internal sealed class Writer(Stream output, byte[] key) : Stream
    {
        private readonly AesGcm cipher = new(key, TagBytes);
        private readonly byte[] piece = new byte[Piece];
        private int filled;
        private ulong pieces;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        /// <summary>Bytes written so far, unsealed.</summary>
        public override long Length => ((long)pieces * Piece) + filled;

        public override long Position { get => Length; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                if (filled == Piece) Seal(isLast: false);
                var part = buffer[..Math.Min(buffer.Length, Piece - filled)];
                part.CopyTo(piece.AsSpan(filled));
                filled += part.Length;
                buffer = buffer[part.Length..];
            }
        }

        /// <summary>Seals the last piece. Nothing may follow.</summary>
        public void Complete() => Seal(isLast: true);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) cipher.Dispose();
            base.Dispose(disposing);
        }

        private void Seal(bool isLast)
        {
            var (head, tag, text) = (new byte[HeadBytes], new byte[TagBytes], new byte[filled]);
            BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)filled | (isLast ? Last : 0));
            cipher.Encrypt(Nonce(pieces), piece.AsSpan(0, filled), text, tag, head);
            output.Write(head);
            output.Write(text);
            output.Write(tag);
            if (isLast) return;
            pieces++;
            filled = 0;
        }
    }

    /// <summary>Opens what was sealed. Each piece is proved before its first byte is given out.</summary>
    internal sealed class Reader(Stream input, byte[] key) : Stream
    {
        private readonly AesGcm cipher = new(key, TagBytes);
        private byte[] piece = [];
        private int given;
        private ulong pieces;
        private bool ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (given == piece.Length && !ended) Open();
            var part = piece.AsSpan(given, Math.Min(buffer.Length, piece.Length - given));
            part.CopyTo(buffer);
            given += part.Length;
            return part.Length;
        }

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                cipher.Dispose();
                input.Dispose();
            }

            base.Dispose(disposing);
        }

        /// <exception cref="CryptographicException">Changed, or not sealed with this key.</exception>
        /// <exception cref="EndOfStreamException">Cut off.</exception>
        private void Open()
        {
            var head = new byte[HeadBytes];
            input.ReadExactly(head);
            var (length, isLast) = SealedFile.Read(BinaryPrimitives.ReadUInt32LittleEndian(head));
            if (length > Piece) throw new CryptographicException("The file was changed.");
            var (text, tag) = (new byte[length], new byte[TagBytes]);
            input.ReadExactly(text);
            input.ReadExactly(tag);
            piece = new byte[length];
            cipher.Decrypt(Nonce(pieces++), text, tag, piece, head);
            (given, ended) = (0, isLast);
        }
    }
}
