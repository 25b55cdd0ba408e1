using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Auditing; // not Audit: that would hide the namespace under test

/// <summary>The heads kept outside the database, and who signs them.</summary>
public sealed class SigningTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc);
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private readonly TempFolder folder = new();

    private SignedHeads Signed => new(folder.Path, Key, "node/1");

    private string File1 => folder.PathTo("heads-node-1.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_WhatWasAppended_GivesTheLastHeadOfEachChain()
    {
        Signed.Append(Heads(("general", 1, "a"), ("child:1", 4, "b")), Now);
        Signed.Append(Heads(("child:1", 6, "c")), Now.AddMinutes(2));

        var ledger = Signed.Read();

        Assert.Empty(ledger.Problems);
        Assert.Equal([new SignedHead(1, "a")], ledger.Heads["general"]);
        Assert.Equal([new SignedHead(6, "c")], ledger.Heads["child:1"]);
    }

    [Fact]
    public void Read_ManyHeadsAtOnce_GivesThemAll()
    {
        Signed.Append(Heads([.. Enumerable.Range(1, 1234).Select(i => ($"child:{i}", (long)i, new string('f', 64)))]), Now);
        Signed.Append(Heads(("child:7", 8, "x")), Now);

        var ledger = Signed.Read();

        Assert.Empty(ledger.Problems);
        Assert.Equal(1234, ledger.Heads.Count);
        Assert.Equal(4, File.ReadLines(File1).Count());
    }

    [Theory]
    [InlineData("alter")]
    [InlineData("delete")]
    [InlineData("delete the first")]
    [InlineData("swap")]
    [InlineData("repeat")]
    [InlineData("unsigned")]
    [InlineData("other key")]
    public void Read_AFileTamperedWith_SaysWhere(string how)
    {
        for (var i = 1; i <= 5; i++) Signed.Append(Heads(("general", i, $"hash{i}")), Now.AddMinutes(i));
        var lines = File.ReadAllLines(File1).ToList();
        switch (how)
        {
            case "alter": lines[2] = lines[2].Replace("hash3", "hash9", StringComparison.Ordinal); break;
            case "delete": lines.RemoveAt(2); break;
            case "delete the first": lines.RemoveAt(0); break;
            case "swap": (lines[1], lines[2]) = (lines[2], lines[1]); break;
            case "repeat": lines.Insert(2, lines[1]); break;
            case "unsigned": lines.Insert(2, "{}"); break;
            default: break;
        }

        File.WriteAllText(File1, string.Join('\n', lines) + "\n");
        var ledger = (how == "other key" ? new SignedHeads(folder.Path, [.. Key.Reverse()], "node/1") : Signed).Read();

        Assert.NotEmpty(ledger.Problems);
        Assert.All(ledger.Problems, p => Assert.Equal("heads-node-1.jsonl", p.Where));
    }

    [Fact]
    public void Append_AfterAPowerCutInTheMiddleOfALine_GoesOnAfterTheLastWholeOne()
    {
        Signed.Append(Heads(("general", 1, "a")), Now);
        File.AppendAllText(File1, "{\"At\":\"2026-03-17T14:0");
        Assert.Empty(Signed.Read().Problems);

        Signed.Append(Heads(("general", 2, "b")), Now);

        var ledger = Signed.Read();
        Assert.Empty(ledger.Problems);
        Assert.Equal([new SignedHead(2, "b")], ledger.Heads["general"]);
    }

    [Fact]
    public async Task Append_ByTwoProcessesAtOnce_KeepsTheFileWhole()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 1; i <= 10; i++) Signed.Append(Heads(($"child:{writer}", i, $"h{i}")), Now.AddMinutes(i));
        })));

        var ledger = Signed.Read();
        Assert.Empty(ledger.Problems);
        Assert.Equal(40, File.ReadLines(File1).Count());
        Assert.All(ledger.Heads.Values, h => Assert.Equal(10, h.Single().Sequence));
    }

    [Fact]
    public void Read_OfTwoNodes_GivesBothHeads()
    {
        Signed.Append(Heads(("general", 5, "a")), Now);
        new SignedHeads(folder.Path, Key, "node/2").Append(Heads(("general", 3, "b")), Now);

        Assert.Equal([3, 5], Signed.Read().Heads["general"].Select(h => h.Sequence).Order());
    }

    [Fact]
    public void Read_AfterARestore_GivesUpWhatWasSignedBeforeOnEveryNode()
    {
        new SignedHeads(folder.Path, Key, "node/2").Append(Heads(("general", 9, "z")), Now);
        Signed.Append(Heads(("general", 8, "y"), ("child:1", 3, "x")), Now);
        Signed.AppendRestored(Heads(("general", 4, "d")), Now.AddMinutes(1));

        var ledger = Signed.Read();

        Assert.Equal(Now.AddMinutes(1), ledger.RestoredAtUtc);
        Assert.Equal([new SignedHead(4, "d")], ledger.Heads["general"]);
        Assert.False(ledger.Heads.ContainsKey("child:1"));
    }

    [Fact]
    public async Task Sign_OnlyWhatChanged_AddsALineForIt()
    {
        await using var world = await World.CreateAsync();
        using var signer = new AuditSigner(world.Open, Signed, world.Clock);
        var maisie = await world.AddChildAsync();

        var first = await signer.SignAsync();
        var second = await signer.SignAsync();
        await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        var third = await signer.SignAsync();

        Assert.Equal((2, 0, 1), (first.Signed, second.Signed, third.Signed));
        Assert.Empty(third.Problems);
        Assert.Equal(2, File.ReadLines(File1).Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "A-03")]
    public async Task Sign_AChainMadeAnewMeanwhile_A03_IsRefusedAndNamed(bool afterARestart)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        var signer = new AuditSigner(world.Open, Signed, world.Clock);
        await signer.SignAsync();
        var chain = $"child:{maisie}";
        await using (var db = await AuditedRecord.BreakInAsync(world.Database))
        {
            var head = await db.AuditHeads.SingleAsync(h => h.ChainId == chain);
            (head.Sequence, head.Hash) = (0, AuditEvent.Genesis);
            foreach (var row in await db.AuditEvents.Where(e => e.ChainId == chain).OrderBy(e => e.Sequence).ToListAsync())
            {
                db.Entry(row).Property(r => r.Origin).CurrentValue = "elsewhere";
                row.Link(chain, head.Sequence + 1, head.Hash);
                (head.Sequence, head.Hash) = (row.Sequence, row.Hash);
            }

            await db.SaveChangesAsync();
        }

        await world.AddPersonAsync(maisie, "Rob Thornley", "Father");
        var lines = File.ReadLines(File1).Count();
        if (afterARestart)
        {
            signer.Dispose();
            signer = new AuditSigner(world.Open, Signed, world.Clock);
        }

        var (signed, problems) = await signer.SignAsync();

        Assert.Equal(0, signed);
        Assert.Equal(chain, Assert.Single(problems).Where);
        Assert.Equal(lines, File.ReadLines(File1).Count());
        signer.Dispose();
    }

    [Fact]
    public async Task Sign_ATailCut_IsRefusedAndNamed()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        using var signer = new AuditSigner(world.Open, Signed, world.Clock);
        await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        await signer.SignAsync();
        await using (var db = await AuditedRecord.BreakInAsync(world.Database))
        {
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM AuditEvents WHERE ChainId = 'child:{maisie}' AND Sequence > 1");
            await db.Database.ExecuteSqlRawAsync($"UPDATE AuditHeads SET Sequence = 1, Hash = (SELECT Hash FROM AuditEvents WHERE ChainId = 'child:{maisie}') WHERE ChainId = 'child:{maisie}'");
        }

        var (signed, problems) = await signer.SignAsync();

        Assert.Equal(0, signed);
        Assert.Contains("cut off", Assert.Single(problems).What, StringComparison.Ordinal);
    }

    private static Dictionary<string, SignedHead> Heads(params (string Chain, long Sequence, string Hash)[] heads) =>
        heads.ToDictionary(h => h.Chain, h => new SignedHead(h.Sequence, h.Hash), StringComparer.Ordinal);
}
