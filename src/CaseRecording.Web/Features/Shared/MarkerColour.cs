using CaseRecording.Core.Recording;

namespace CaseRecording.Web.Features.Shared;

/// <summary>The tag colour of a marker.</summary>
public static class MarkerColour
{
    /// <summary>A colour of the design system's tags; null is blue.</summary>
    public static string? Colour(this Marker marker) => marker.Tone switch
    {
        MarkerTone.Green => "green",
        MarkerTone.Red => "red",
        MarkerTone.Yellow => "yellow",
        MarkerTone.Grey => "grey",
        _ => null,
    };
}
