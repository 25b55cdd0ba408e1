namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is stored. Present only so that the SQL client's reference resolves.</summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown = 0,

    /// <summary>Stored by the server.</summary>
    Native = 1,

    /// <summary>Stored by the type's own code.</summary>
    UserDefined = 2,
}

/// <summary>A CLR user-defined type that reads and writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a CLR user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type is stored.</summary>
    public Format Format => format;

    /// <summary>Largest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether bytes compare as values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Whether every value has one size.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Name of the method that validates a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>Name of the type.</summary>
    public string? Name { get; set; }
}

/// <summary>Thrown by the SQL client for a type that is not a valid user-defined type.</summary>
public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"'{udtType}' is not a valid user-defined type: {resourceReason}");
}
