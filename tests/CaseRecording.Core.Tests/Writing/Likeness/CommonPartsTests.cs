using CaseRecording.Core.Writing.Likeness;

namespace CaseRecording.Core.Tests.Writing.Likeness;

public sealed class CommonPartsTests
{
    private const string Passage = "You packed your bag while I watched and your dad checked the list with you and did not have to add a thing at all before the bus came round the corner.";

    [Fact]
    public void Of_APassageWithinNewWords_FindsItInBoth()
    {
        var (mine, theirs) = ($"Today it rained. {Passage} You waved.", $"On Monday. {Passage}");
        var common = CommonParts.Of(mine, theirs);
        Assert.True(common.IsLargelyTheSame);
        var part = Assert.Single(common.Mine);
        Assert.Equal(Passage.TrimEnd('.'), mine.Substring(part.Start, part.Length));
        Assert.Equal(Passage.TrimEnd('.'), theirs.Substring(common.Theirs[0].Start, common.Theirs[0].Length));
    }

    [Fact]
    public void Of_DifferentWords_FindsNothing() =>
        Assert.False(CommonParts.Of(Passage, "You were quick this morning and your dad had nothing to add, and the bus was late.").IsLargelyTheSame);

    [Fact]
    public void Prints_OfACommonPartOfNineteenWords_AlwaysMeet()
    {
        var words = Passage.Split(' ');
        for (var i = 0; i + 19 <= words.Length; i++)
        {
            var part = string.Join(' ', words.Skip(i).Take(19));
            var inside = $"Something quite new stands here at first, {part}, and then again something else that nobody wrote before.";
            Assert.NotEmpty(Shingles.Prints([Passage]).Intersect(Shingles.Prints([inside])));
        }
    }
}
