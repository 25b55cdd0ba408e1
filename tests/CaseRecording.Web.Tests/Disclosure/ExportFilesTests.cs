using System.Security.Cryptography;
using System.Text;
using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Disclosure;

public sealed class ExportFilesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("case-recording-exports-").FullName;
    private World world = null!;
    private ExportFiles files = null!;
    private ExportQueue queue = null!;
    private Guid officer;
    private int request;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        files = new ExportFiles(folder, new EphemeralDataProtectionProvider());
        queue = new ExportQueue(world.Open, world.Clock);
        officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        var child = await world.AddChildAsync();
        await using var db = world.Open();
        request = await Service(db).ReceiveAsync(world.As(officer), child, new RequestInput("Maisie Thornley", "the person herself", new DateOnly(2026, 3, 16)));
    }

    public async Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await world.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedFile.Piece)]
    [InlineData(SealedFile.Piece + 1)]
    [InlineData(3 * SealedFile.Piece)]
    public async Task Read_WhatWasWritten_ComesBackWhole(int length)
    {
        var export = await TakeAsync();
        var content = RandomNumberGenerator.GetBytes(length);

        var (_, size) = await files.WriteAsync(export, output => WriteAsync(output, content));

        Assert.Equal(length, size);
        await using var read = files.Read(export)!;
        var back = new MemoryStream();
        await read.CopyToAsync(back);
        Assert.Equal(content, back.ToArray());
    }

    [Fact]
    public async Task File_OnTheDisk_ShowsNothing()
    {
        var export = await TakeAsync();
        await files.WriteAsync(export, output => WriteAsync(output, Encoding.UTF8.GetBytes("%PDF Maisie Thornley")));

        var file = Assert.Single(Directory.GetFiles(folder));

        Assert.Equal($"{export.Id:N}-1.pdf.sealed", Path.GetFileName(file));
        Assert.DoesNotContain("Maisie", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_EveryKindOfDamage_IsFoundBeforeAWrongByteIsGivenOut()
    {
        var export = await TakeAsync();
        var content = RandomNumberGenerator.GetBytes((2 * SealedFile.Piece) + 500);
        await files.WriteAsync(export, output => WriteAsync(output, content));
        var path = Directory.GetFiles(folder).Single();
        var whole = await File.ReadAllBytesAsync(path);
        const int Sealed = 4 + SealedFile.Piece + 16;
        var body = 2 + BitConverter.ToUInt16(whole);

        await FailsAsync(bytes => bytes[body + 100] ^= 1);
        await FailsAsync(bytes => bytes[^1] ^= 1);
        await FailsAsync(bytes => (bytes[body], bytes[body + Sealed]) = ((byte)(bytes[body] ^ 1), bytes[body + Sealed]));
        await FailsAsync(_ => { }, cut: whole.Length - 1);
        await FailsAsync(_ => { }, cut: body + (2 * Sealed));
        await FailsAsync(bytes => Swap(bytes, body, body + Sealed, Sealed));

        async Task FailsAsync(Action<byte[]> damage, int? cut = null)
        {
            var bytes = (byte[])whole.Clone();
            damage(bytes);
            await File.WriteAllBytesAsync(path, bytes[..(cut ?? bytes.Length)]);
            await using var read = files.Read(export)!;
            var given = new MemoryStream();
            await Assert.ThrowsAnyAsync<Exception>(() => read.CopyToAsync(given));
            Assert.Equal(content[..(int)given.Length], given.ToArray());
        }
    }

    [Fact]
    public async Task Write_StoppedHalfway_LeavesNothingToRead()
    {
        var export = await TakeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => files.WriteAsync<int>(export, output =>
        {
            output.Write(new byte[300_000]);
            throw new InvalidOperationException("stopped");
        }));

        Assert.Null(files.Read(export));
        Assert.EndsWith(".partial", Assert.Single(Directory.GetFiles(folder)), StringComparison.Ordinal);
        files.Delete(export);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Sweep_AttemptTakenOverAndRequestClosed_RemovesWhatServesNobody()
    {
        var died = await TakeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => files.WriteAsync<int>(died, _ => throw new InvalidOperationException("kill")));
        world.Clock.Advance(ExportQueue.Lease);
        var second = (await queue.TakeAsync())!;
        await files.WriteAsync(second, output => WriteAsync(output, [1, 2, 3]));
        await File.WriteAllTextAsync(Path.Combine(folder, "README"), "not ours");

        Assert.Equal(1, await SweepAsync());
        await queue.FinishAsync(second, 1, 1, 3);
        Assert.Equal(0, await SweepAsync());
        Assert.NotNull(files.Read(second));

        await using (var db = world.Open())
        {
            var opened = await db.AccessRequests.Select(r => r.Version).SingleAsync();
            await Service(db).CloseAsync(world.As(officer), request, opened);
        }

        Assert.Equal(1, await SweepAsync());
        Assert.Equal("README", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
    }

    private async Task<int> SweepAsync()
    {
        await using var db = world.Open();
        return await files.SweepAsync(db);
    }

    private async Task<Export> TakeAsync()
    {
        await using var db = world.Open();
        await Service(db).AskForExportAsync(world.As(officer), request);
        return (await queue.TakeAsync())!;
    }

    private static DisclosureService Service(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private static async Task<int> WriteAsync(Stream output, byte[] content)
    {
        // In uneven portions, as a writer of pages does.
        for (var i = 0; i < content.Length; i += 7001) await output.WriteAsync(content.AsMemory(i, Math.Min(7001, content.Length - i)));
        return 0;
    }

    private static void Swap(byte[] bytes, int first, int second, int length)
    {
        var kept = bytes[first..(first + length)];
        Array.Copy(bytes, second, bytes, first, length);
        kept.CopyTo(bytes, second);
    }
}
