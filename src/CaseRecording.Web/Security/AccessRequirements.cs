using CaseRecording.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace CaseRecording.Web.Security;

/// <summary>Every action says who may come in. One that says nothing lets nobody in, and a test fails.</summary>
public interface IAccessRequirement;

/// <summary>Only people who hold one of the roles.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public class ForRolesAttribute : AuthorizeAttribute, IAccessRequirement
{
    public ForRolesAttribute(params Role[] roles) => Roles = string.Join(',', roles);
}

/// <summary>Only people whose work is with children's records: never an administrator or auditor .</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForRecordWorkAttribute() : ForRolesAttribute([.. Enum.GetValues<Role>().Where(r => r.WorksWithRecords())]);

/// <summary>Anyone signed in: pages about oneself.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute, IAccessRequirement;

/// <summary>Anyone at all: sign-in, help, error pages.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute : AllowAnonymousAttribute, IAccessRequirement;
