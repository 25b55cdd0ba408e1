# syntax=docker/dockerfile:1
# Case Recording as an image: built with the SDK and Node, run without either, by an account with no rights,
# on a root file system that may be read-only. See docs/operations.md.

FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# npm fetches the browser assets and the PDF writer's fonts; Ubuntu's own Node is too old for them.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN dotnet publish src/CaseRecording.Web -c Release -o /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS run
# The folders that outlive a container; volumes mounted here take over the owner.
RUN install -d -o "$APP_UID" -g "$APP_UID" -m 700 /data /data/exports /data/audit-heads
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    Exports__Folder=/data/exports \
    Audit__HeadsPath=/data/audit-heads
USER $APP_UID
EXPOSE 8080
# The image has no curl; bash can ask by itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "CaseRecording.Web.dll"]
