using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.Entries;

/// <summary>Two versions of an entry and what differs.</summary>
public sealed record CompareModel(ChildBar Bar, Entry Before, Entry After, IReadOnlyList<FieldDifference> Differences)
{
    public VersionLine Old => After.Versions.First(v => v.Number == Before.Shown);

    public VersionLine New => After.Versions.First(v => v.Number == After.Shown);
}
