using System.Net;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Hosting;

/// <summary>Whose word the program takes for where a request comes from.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("10.1.2.3", "203.0.113.9", "https")]
    [InlineData("192.0.2.7", "192.0.2.7", "http")]
    public async Task Origin_ToldByAnyoneButAKnownProxy_IsNotBelieved(string caller, string origin, string scheme) =>
        Assert.Equal((origin, scheme), await AskAsync("10.0.0.0/8, fd00::/8", caller, "203.0.113.9"));

    [Fact]
    public async Task Origin_WithoutASetting_IsNeverBelieved() =>
        Assert.Equal(("10.1.2.3", "http"), await AskAsync(null, "10.1.2.3", "203.0.113.9"));

    [Fact]
    public async Task Origin_ThroughTwoKnownProxies_IsTheFirstUnknownOne() =>
        Assert.Equal(("203.0.113.9", "https"), await AskAsync("10.0.0.0/8", "10.1.2.3", "198.51.100.1, 203.0.113.9, 10.9.9.9"));

    private static async Task<(string?, string)> AskAsync(string? networks, string caller, string forwardedFor)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Proxy:Networks"] = networks;
        builder.WebHost.UseTestServer();
        builder.AddCaseRecordingProxy();
        await using var app = builder.Build();
        app.UseForwardedHeaders();
        app.Run(context => context.Response.WriteAsync($"{context.Connection.RemoteIpAddress} {context.Request.Scheme}"));
        await app.StartAsync();
        var answer = await ((TestServer)app.Services.GetRequiredService<IServer>()).SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
            context.Request.Headers["X-Forwarded-For"] = forwardedFor;
            context.Request.Headers["X-Forwarded-Proto"] = string.Join(", ", forwardedFor.Split(',').Select(_ => "https"));
        });
        using var reader = new StreamReader(answer.Response.Body);
        var parts = (await reader.ReadToEndAsync()).Split(' ');
        return (parts[0], parts[1]);
    }
}
