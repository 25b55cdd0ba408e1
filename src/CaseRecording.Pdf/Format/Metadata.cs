using System.Globalization;
using System.Security;
using System.Text;

namespace CaseRecording.Pdf.Format;

/// <summary>
/// What the file says about itself: PDF/A-2a (lasts) and PDF/UA-1 (can be read aloud), title, author and date; once as
/// XMP and once, in the same words as PDF/A demands, in the older information dictionary.
/// </summary>
internal static class Metadata
{
    private const string Producer = "Case Recording";

    public static string Information(PdfOptions options)
    {
        string date = PdfSyntax.Date(options.CreatedUtc);
        return $"<</Title{PdfSyntax.Text(options.Title)}/Author{PdfSyntax.Text(options.Author)}/Creator({Producer})/Producer({Producer})/CreationDate{date}/ModDate{date}>>";
    }

    public static byte[] Xmp(PdfOptions options)
    {
        string date = options.CreatedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
               <pdfaid:part>2</pdfaid:part>
               <pdfaid:conformance>A</pdfaid:conformance>
               <pdfuaid:part>1</pdfuaid:part>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
               <dc:format>application/pdf</dc:format>
               <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escape(options.Title)}</rdf:li></rdf:Alt></dc:title>
               <dc:creator><rdf:Seq><rdf:li>{Escape(options.Author)}</rdf:li></rdf:Seq></dc:creator>
               <dc:language><rdf:Bag><rdf:li>{Escape(options.Language)}</rdf:li></rdf:Bag></dc:language>
               <xmp:CreatorTool>{Producer}</xmp:CreatorTool>
               <xmp:CreateDate>{date}</xmp:CreateDate>
               <xmp:ModifyDate>{date}</xmp:ModifyDate>
               <pdf:Producer>{Producer}</pdf:Producer>
              </rdf:Description>
              {UniversalAccessSchema}
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """);
    }

    // PDF/A knows nothing of PDF/UA's property and wants it described.
    private const string UniversalAccessSchema = """
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
           <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
             <pdfaProperty:name>part</pdfaProperty:name>
             <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
             <pdfaProperty:category>internal</pdfaProperty:category>
             <pdfaProperty:description>Which part of PDF/UA the file conforms to</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
           </rdf:li></rdf:Bag></pdfaExtension:schemas>
          </rdf:Description>
        """;

    private static string? Escape(string text) => SecurityElement.Escape(text);
}
