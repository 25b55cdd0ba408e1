using System.Globalization;
using System.Security.Cryptography;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Disclosure;

/// <summary>
/// Where finished exports lie: a folder that all nodes share, never below wwwroot. Each file is sealed with a key of its own, which
/// stands at its beginning, itself protected by the installation's keys. Its name says export and attempt, nothing of the child.
/// </summary>
public sealed class ExportFiles
{
    private const string Whole = ".pdf.sealed", Partial = ".partial";
    private readonly string folder;
    private readonly IDataProtector protector;

    public ExportFiles(string folder, IDataProtectionProvider protection)
    {
        this.folder = folder;
        protector = protection.CreateProtector("export file");
    }

    /// <summary>The folder of setting <c>Exports:Folder</c>, or <c>App_Data/exports</c>; made if it is not there.</summary>
    /// <exception cref="SettingException">It cannot be made.</exception>
    public static string Folder(IConfiguration settings, IHostEnvironment environment)
    {
        var path = Path.GetFullPath(settings["Exports:Folder"] ?? Path.Combine(environment.ContentRootPath, "App_Data", "exports"));
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Exports:Folder is ‘{path}’, which cannot be made: {error.Message} Set it to a folder the program may write to and all its nodes share.");
        }
    }

    /// <summary>Writes a file beside its place, and puts it there once it is whole and on the disk: no reader ever sees a part of it.</summary>
    /// <param name="export">The export, with the attempt that writes it.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>What <paramref name="write"/> gave, and the size of the content in bytes.</returns>
    public async Task<(T Result, long Size)> WriteAsync<T>(Export export, Func<Stream, Task<T>> write)
    {
        T result;
        long size;
        var partial = PathOf(export, Partial);
        await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 17))
        {
            var key = RandomNumberGenerator.GetBytes(32);
            var head = protector.Protect(key);
            file.Write(BitConverter.GetBytes((ushort)head.Length));
            file.Write(head);
            using var content = new SealedFile.Writer(file, key);
            result = await write(content);
            content.Complete();
            size = content.Length;
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, PathOf(export, Whole), overwrite: true);
        return (result, size);
    }

    /// <summary>The content of a finished export; null when its file is gone.</summary>
    public Stream? Read(Export export)
    {
        var path = PathOf(export, Whole);
        if (!File.Exists(path)) return null;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 17);
        try
        {
            var length = new byte[sizeof(ushort)];
            file.ReadExactly(length);
            var head = new byte[BitConverter.ToUInt16(length)];
            file.ReadExactly(head);
            return new SealedFile.Reader(file, protector.Unprotect(head));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Removes whatever an attempt left.</summary>
    public void Delete(Export export)
    {
        File.Delete(PathOf(export, Partial));
        File.Delete(PathOf(export, Whole));
    }

    /// <summary>Removes files that serve nobody: of attempts that were taken over, of exports given up, of requests closed since.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(AppDbContext db, CancellationToken cancellationToken = default)
    {
        var files = Directory.GetFiles(folder).ToLookup(file => Parse(Path.GetFileName(file)));
        var ids = files.Where(f => f.Key is not null).Select(f => f.Key!.Value.Id).Distinct().ToList();
        if (ids.Count == 0) return 0;
        var inUse = await db.Exports.AsNoTracking()
            .Where(e => ids.Contains(e.Id) && (e.State == ExportState.Running || e.State == ExportState.Ready) && db.AccessRequests.Any(r => r.Id == e.RequestId && r.ClosedAtUtc == null))
            .Select(e => new { e.Id, e.Attempts }).ToListAsync(cancellationToken);
        var keep = inUse.Select(e => ((Guid, int)?)(e.Id, e.Attempts)).ToHashSet();
        var remove = files.Where(f => f.Key is not null && !keep.Contains(f.Key)).SelectMany(f => f).ToList();
        remove.ForEach(File.Delete);
        return remove.Count;
    }

    private string PathOf(Export export, string ending) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{export.Id:N}-{export.Attempts}{ending}"));

    private static (Guid Id, int Attempt)? Parse(string file) =>
        file.Split('.')[0].Split('-') is [var id, var attempt] && Guid.TryParseExact(id, "N", out var export) && int.TryParse(attempt, CultureInfo.InvariantCulture, out var number)
            ? (export, number)
            : null;
}
