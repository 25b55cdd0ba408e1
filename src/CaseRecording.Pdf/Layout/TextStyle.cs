using CaseRecording.Pdf.Format;

namespace CaseRecording.Pdf.Layout;

/// <summary>A run's looks: weight, colour, the tint behind it, and the structure type if it means more than text.</summary>
internal sealed record TextStyle(bool Bold, Colour Colour, Colour? Tint = null, string? Tag = null)
{
    public static readonly Colour Ink = Colour.Rgb(0x1B1F23), Grey = Colour.Rgb(0x505A5F), Rule = Colour.Rgb(0xD5D9DC), Green = Colour.Rgb(0x00663A),
        GreenTint = Colour.Rgb(0xEDF6F0), Red = Colour.Rgb(0x9E1B0D), RedTint = Colour.Rgb(0xFBEAE7), Blue = Colour.Rgb(0x144E81),
        BlueTint = Colour.Rgb(0xE8F1F9), GreyTint = Colour.Rgb(0xF0F2F3);

    public static readonly TextStyle Normal = new(false, Ink), Strong = new(true, Ink), Quiet = new(false, Grey),
        Quote = new(true, Green, Tag: "Quote"), GreenLabel = new(true, Green, GreenTint), RedLabel = new(true, Red, RedTint),
        BlueLabel = new(true, Blue, BlueTint), GreyLabel = new(true, Grey, GreyTint);

    public static TextStyle Of(PdfRunStyle style) => style switch
    {
        PdfRunStyle.Bold => Strong,
        PdfRunStyle.Quiet => Quiet,
        PdfRunStyle.Quote => Quote,
        PdfRunStyle.GreenLabel => GreenLabel,
        PdfRunStyle.RedLabel => RedLabel,
        PdfRunStyle.BlueLabel => BlueLabel,
        PdfRunStyle.GreyLabel => GreyLabel,
        _ => Normal,
    };
}
